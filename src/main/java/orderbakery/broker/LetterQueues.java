package orderbakery.broker;

import static com.rabbitmq.client.AMQP.NOT_FOUND;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The queues of dead letters, and {@code unroutable}: how many letters, which, and the way back.
 */
public final class LetterQueues {
  private final Broker broker;
  private final Topology topology;
  private final ConfirmedPublisher publisher;

  public LetterQueues(Broker broker, Topology topology, ConfirmedPublisher publisher) {
    this.broker = broker;
    this.topology = topology;
    this.publisher = publisher;
  }

  /** The names of the queues. */
  public List<String> queues() {
    return topology.letterQueues();
  }

  /**
   * How many letters lie in each queue; a queue that does not exist is left out.
   *
   * @throws BrokerAway when the broker does not answer
   */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    OwnChannel own = OwnChannel.open(broker.asking());
    try {
      for (String queue : queues()) {
        own = own.orAnother(broker.asking());
        count(own.channel(), queue).ifPresent(count -> counts.put(queue, count));
      }
      return counts;
    } finally {
      own.close();
    }
  }

  /**
   * Opens a queue.
   *
   * @param most letters to see, at most
   * @throws BrokerAway when the broker does not answer, or has no such queue
   */
  public LetterQueue open(String queue, long most) {
    OwnChannel own = OwnChannel.open(broker.asking());
    try {
      return new LetterQueue(queue, own, most);
    } catch (IOException | ShutdownSignalException e) {
      own.close();
      throw new BrokerAway("Queue " + queue + " cannot be opened", e);
    }
  }

  /**
   * Whether a letter would reach our queues: bindings lead its key to some, and all of them exist;
   * without one of them, a reader of that letter would miss it. Where a room has an alternate
   * exchange, the broker itself does not say so. A frame always has a way: what nobody heard in
   * time, nobody needs.
   *
   * @throws BrokerAway when the broker does not answer
   */
  public boolean hasWayBack(Letter letter) {
    String room = letter.room();
    if (room == null || room.equals(Rooms.DEAD_LETTERS) || room.equals(Rooms.UNROUTABLE)) {
      return false;
    }
    if (topology.isSocketRoom(room)) {
      return true;
    }
    List<String> readers = topology.destinations(room, letter.routingKey());
    return !readers.isEmpty() && readers.stream().allMatch(this::exists);
  }

  /**
   * Publishes letters again as they were before they became letters, in the order given, and
   * returns when the broker has them; all but frames, which are for clients that were there. In
   * their queue they still are.
   *
   * @throws BrokerAway when the broker has not confirmed every one; some may have been published
   */
  public void sendBack(List<Letter> letters) {
    try {
      letters.stream()
          .filter(letter -> !topology.isSocketRoom(letter.room()))
          .collect(Collectors.groupingBy(Letter::room))
          .forEach(
              (room, some) ->
                  publisher.publishAll(room, some.stream().map(Letter::original).toList()));
    } catch (NotConfirmed e) {
      throw new BrokerAway("Letters were not sent back", e);
    }
  }

  private boolean exists(String queue) {
    try (OwnChannel own = OwnChannel.open(broker.asking())) {
      return count(own.channel(), queue).isPresent();
    }
  }

  /** Empty when there is no such queue: then the broker has closed the channel. */
  private static OptionalLong count(Channel channel, String queue) {
    try {
      return OptionalLong.of(channel.messageCount(queue));
    } catch (IOException | ShutdownSignalException e) {
      if (Reason.replyCode(e) == NOT_FOUND) {
        return OptionalLong.empty();
      }
      throw new BrokerAway("Queue " + queue + " cannot be counted", e);
    }
  }
}
