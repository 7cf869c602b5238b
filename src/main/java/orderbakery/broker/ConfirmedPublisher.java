package orderbakery.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Publishes persistent messages and returns when the broker has taken responsibility for them.
 *
 * <p>For any number of threads, each of which waits for as long as the timeout says and no longer.
 */
public final class ConfirmedPublisher {
  private static final int CHUNK = 500;

  private final Broker broker;
  private final Duration timeout;
  private final Map<String, RoomPublisher> rooms = new ConcurrentHashMap<>();

  /**
   * @param timeout how long the confirms of up to 500 messages are waited for
   */
  public ConfirmedPublisher(Broker broker, Duration timeout) {
    this.broker = broker;
    this.timeout = timeout;
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

  /**
   * Publishes messages to whoever listens, be it nobody.
   *
   * @throws NotConfirmed as for other messages, but not because no queue wants one
   */
  public void announce(String room, List<RoomMessage> messages) {
    publishAll(room, messages.stream().map(Publication::forListeners).toList());
  }

  void publishAll(String room, List<Publication> publications) {
    RoomPublisher publisher = rooms.computeIfAbsent(room, this::publisherTo);
    RoomMeters meters = broker.vitals().room(room);
    for (int from = 0; from < publications.size(); from += CHUNK) {
      List<Publication> chunk =
          publications.subList(from, Math.min(publications.size(), from + CHUNK));
      publish(publisher, meters, chunk);
    }
  }

  private void publish(RoomPublisher publisher, RoomMeters meters, List<Publication> chunk) {
    long began = meters.began(chunk.size());
    boolean confirmed = false;
    try {
      publisher.publish(chunk);
      confirmed = true;
      broker.vitals().confirmed();
      broker.outage().worked();
    } catch (NotConfirmed e) {
      if (chunk.stream().anyMatch(Publication::isTaken)) {
        broker.vitals().confirmed();
      }
      if (!Thread.currentThread().isInterrupted()) {
        broker.outage().failed(e.getMessage());
      }
      throw e;
    } finally {
      meters.ended(chunk.size(), confirmed, began);
    }
  }

  private RoomPublisher publisherTo(String room) {
    return new RoomPublisher(
        room, broker.publishing(), name -> broker.declarer().declareRoom(name), timeout);
  }
}
