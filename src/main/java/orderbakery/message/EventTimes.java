package orderbakery.message;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** When the messages of the rooms say that they were made. */
public final class EventTimes {

  private EventTimes() {}

  /** The attribute {@code time} of a CloudEvent; empty when it has none, or is none. */
  public static Optional<Instant> of(byte[] message) {
    try {
      return Optional.ofNullable(CloudEventJson.read(message).time());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
