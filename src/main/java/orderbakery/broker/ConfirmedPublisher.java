package orderbakery.broker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Publishes persistent messages and returns when the broker has taken responsibility for them.
 *
 * <p>For any number of threads. Its channels live and end with the publisher connection of the
 * connection factory, which needs no confirm type of its own.
 */
public final class ConfirmedPublisher {
  private static final int CHUNK = 500;

  private final ConnectionFactory connections;
  private final Duration timeout;
  private final BlockedBroker broker = new BlockedBroker();
  private final Map<String, RoomPublisher> rooms = new ConcurrentHashMap<>();

  /**
   * @param connections has a publisher connection, as Spring's caching factory does
   * @param timeout how long the confirms of up to 500 messages are waited for
   */
  public ConfirmedPublisher(ConnectionFactory connections, Duration timeout) {
    this.connections =
        requireNonNull(connections.getPublisherConnectionFactory(), "publisher connection");
    this.timeout = timeout;
    this.connections.addConnectionListener(broker);
  }

  /**
   * Publishes one message.
   *
   * @throws NotConfirmed if the broker has not taken it: refused, returned as unroutable, no answer
   *     in time, no room, no connection, blocked, or this thread was interrupted
   */
  public void publish(String room, RoomMessage message) {
    publish(room, List.of(message));
  }

  /**
   * Publishes the messages in the order given, 500 at a time, with one wait for each 500; nothing
   * for an empty list.
   *
   * @throws NotConfirmed as for one message; what follows the 500 in question is not sent
   */
  public void publish(String room, List<RoomMessage> messages) {
    publishAll(room, messages.stream().map(Publication::of).toList());
  }

  void publishAll(String room, List<Publication> publications) {
    RoomPublisher publisher =
        rooms.computeIfAbsent(room, name -> new RoomPublisher(name, connections, broker, timeout));
    for (int from = 0; from < publications.size(); from += CHUNK) {
      publisher.publish(publications.subList(from, Math.min(publications.size(), from + CHUNK)));
    }
  }
}
