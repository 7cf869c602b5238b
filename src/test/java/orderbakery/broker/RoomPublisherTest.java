package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

class RoomPublisherTest {

  @Test
  void sendsNothingToABrokerThatAsksForLess() {
    ConnectionFactory connections = mock(ConnectionFactory.class);
    BlockedBroker broker = new BlockedBroker();
    RoomPublisher publisher =
        new RoomPublisher("data-source", connections, broker, Duration.ofSeconds(10));
    RoomMessage message = new RoomMessage("key", "id", "type", new byte[0], Map.of());

    broker.handleBlocked("low on memory");

    assertThatExceptionOfType(NotConfirmed.class)
        .isThrownBy(() -> publisher.publish(List.of(Publication.of(message))))
        .withMessage(
            "1 of 1 messages to room data-source not confirmed:"
                + " the broker is blocked: low on memory");
    verifyNoInteractions(connections);
  }
}
