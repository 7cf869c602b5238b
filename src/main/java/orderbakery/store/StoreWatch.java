package orderbakery.store;

import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import com.mongodb.event.ServerHeartbeatFailedEvent;
import com.mongodb.event.ServerMonitorListener;
import java.util.Optional;
import orderbakery.outage.Outage;

/**
 * Tells the log of an outage of MongoDB when the driver has lost the primary, and a server still
 * does not answer. A client that is closed loses it as well, but asks no server again.
 */
public final class StoreWatch implements ClusterListener, ServerMonitorListener, CommandListener {
  private final Outage outage;
  private volatile boolean isLost;
  private volatile Throwable failure;

  public StoreWatch(Outage outage) {
    this.outage = outage;
  }

  @Override
  public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
    if (event.getNewDescription().hasWritableServer()) {
      isLost = false;
    } else if (event.getPreviousDescription().hasWritableServer()) {
      isLost = true;
    }
  }

  /** Why a server was last not reached, which the driver's exceptions keep to themselves. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void serverHeartbeatFailed(ServerHeartbeatFailedEvent event) {
    failure = event.getThrowable();
    if (isLost) {
      outage.failed("it has no primary");
    }
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    outage.worked();
  }
}
