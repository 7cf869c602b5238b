package orderbakery.broker;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * Parks messages that cannot be read or handled in the room {@code dead-letters}: original bytes
 * and properties, and headers that tell why.
 */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

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
    reading.unreadable().forEach(it -> tell(route, it));
    publisher.publishAll(
        Rooms.DEAD_LETTERS,
        reading.unreadable().stream()
            .map(unreadable -> DeadLetter.of(unreadable, route, clock.instant()))
            .toList());
    return reading.readable();
  }

  /** Not what is wrong: that may quote the message. The letter itself says it. */
  private static void tell(String route, Unreadable unreadable) {
    MessageProperties properties = unreadable.message().getMessageProperties();
    LOG.atWarn()
        .addKeyValue("command.id", properties.getMessageId())
        .log(
            "Message {} of {} cannot be read by {} and goes to the dead letters: {}",
            properties.getMessageId(),
            properties.getConsumerQueue(),
            route,
            unreadable.cause().getClass().getSimpleName());
  }
}
