package orderbakery.broker;

import java.time.Clock;
import java.util.List;
import org.springframework.amqp.core.Message;

/**
 * Parks messages that cannot be read or handled in the room {@code dead-letters}: original bytes
 * and properties, and headers that tell why.
 */
public final class DeadLetters {
  private final ConfirmedPublisher publisher;
  private final Clock clock;
  private final int maxBytes;

  /**
   * @param maxBytes the longest body that is read
   */
  public DeadLetters(ConfirmedPublisher publisher, Clock clock, int maxBytes) {
    this.publisher = publisher;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /** Reads a batch; a body above the limit is unreadable too. */
  public <T> Reading<T> read(List<Message> messages, MessageReader<T> reader) {
    return Reading.of(messages, reader.upTo(maxBytes));
  }

  /**
   * Parks what is unreadable and returns what is readable.
   *
   * @param route the id of the route that read it
   * @throws NotConfirmed if the broker has not taken every dead letter: nothing may be acknowledged
   */
  public <T> List<T> park(String route, Reading<T> reading) {
    publisher.publishAll(
        Rooms.DEAD_LETTERS,
        reading.unreadable().stream()
            .map(unreadable -> DeadLetter.of(unreadable, route, clock.instant()))
            .toList());
    return reading.readable();
  }
}
