package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is published to a room, measured a call at a time. */
class RoomMetersTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RoomMeters room = new RoomMeters("data-source", meters);

  @Test
  void tellsWhatWaitsForItsConfirms() {
    long first = room.began(3);
    room.began(4);
    assertThat(meters.get("bakery.publish.waiting").gauge().value()).isEqualTo(7);

    room.ended(3, true, first);

    assertThat(meters.get("bakery.publish.waiting").gauge().value()).isEqualTo(4);
  }

  @Test
  void countsWhatWasConfirmedAndWhatWasNot() {
    room.ended(3, true, room.began(3));
    room.ended(4, false, room.began(4));

    assertThat(meters.get("messaging.client.sent.messages").counter().count()).isEqualTo(3);
    assertThat(meters.get("bakery.publish.unconfirmed").counter().count()).isEqualTo(4);
    assertThat(meters.get("messaging.client.operation.duration").timer().count()).isEqualTo(2);
    assertThat(meters.get("messaging.client.operation.duration").timer().max(TimeUnit.SECONDS))
        .isBetween(0.0, 10.0);
  }
}
