package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterId;
import com.mongodb.connection.ClusterType;
import com.mongodb.connection.ConnectionId;
import com.mongodb.connection.ServerConnectionState;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.ServerId;
import com.mongodb.connection.ServerType;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ServerHeartbeatFailedEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import orderbakery.fixtures.LogLines;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreWatchTest {
  private static final ServerAddress ADDRESS = new ServerAddress("127.0.0.1", 27017);

  @RegisterExtension final LogLines log = new LogLines(Outage.class);

  private final StoreWatch watch = new StoreWatch(new Outage("MongoDB", () -> 0));
  private ClusterDescription seen = with(ServerType.UNKNOWN);

  @Test
  void tellsThatThePrimaryIsLostOnceAServerDoesNotAnswerAgain() {
    see(ServerType.REPLICA_SET_PRIMARY);
    missAnswer();
    see(ServerType.UNKNOWN);
    missAnswer();
    missAnswer();

    assertThat(log.all()).containsExactly("MongoDB fails: it has no primary");
  }

  @Test
  void tellsNothingOfAClientThatIsClosed() {
    see(ServerType.REPLICA_SET_PRIMARY);
    missAnswer();
    see(ServerType.UNKNOWN);

    assertThat(log.all()).isEmpty();
  }

  @Test
  void tellsNothingWhileASecondaryIsAway() {
    see(ServerType.REPLICA_SET_PRIMARY);
    see(ServerType.UNKNOWN);
    see(ServerType.REPLICA_SET_PRIMARY);
    missAnswer();

    assertThat(log.all()).isEmpty();
  }

  /** The start itself says for what it waits. */
  @Test
  void tellsNothingOfAPrimaryThatWasNeverThere() {
    missAnswer();
    see(ServerType.UNKNOWN);
    missAnswer();

    assertThat(log.all()).isEmpty();
  }

  private void see(ServerType type) {
    ClusterDescription now = with(type);
    watch.clusterDescriptionChanged(new ClusterDescriptionChangedEvent(new ClusterId(), now, seen));
    seen = now;
  }

  private void missAnswer() {
    ConnectionId connection = new ConnectionId(new ServerId(new ClusterId(), ADDRESS));
    watch.serverHeartbeatFailed(
        new ServerHeartbeatFailedEvent(
            connection,
            TimeUnit.SECONDS.toNanos(1),
            false,
            new MongoSocketReadException("no answer", ADDRESS)));
  }

  private static ClusterDescription with(ServerType type) {
    boolean isKnown = type != ServerType.UNKNOWN;
    return new ClusterDescription(
        ClusterConnectionMode.MULTIPLE,
        ClusterType.REPLICA_SET,
        List.of(
            ServerDescription.builder()
                .address(ADDRESS)
                .type(type)
                .ok(isKnown)
                .state(isKnown ? ServerConnectionState.CONNECTED : ServerConnectionState.CONNECTING)
                .build()));
  }
}
