package orderbakery.broker;

import com.rabbitmq.client.BlockedListener;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionListener;

/**
 * Knows whether the broker, low on memory or disk, asks us to publish no more. Who goes on fills
 * the socket's buffer and then hangs in a write that nothing ends.
 */
final class BlockedBroker implements ConnectionListener, BlockedListener {
  private volatile String reason;

  /** Why the broker is blocked, null when it is not. */
  String blockedBy() {
    return reason;
  }

  @Override
  public void onCreate(Connection connection) {
    reason = null;
    connection.addBlockedListener(this);
  }

  @Override
  public void handleBlocked(String why) {
    reason = why;
  }

  @Override
  public void handleUnblocked() {
    reason = null;
  }
}
