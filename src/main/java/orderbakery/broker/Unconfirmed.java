package orderbakery.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ReturnListener;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The publications of one channel that the broker has not answered, by their number on it. */
final class Unconfirmed implements ConfirmListener, ReturnListener, ShutdownListener {
  /** What is told of a message that the broker refuses. */
  static final String REFUSED = "refused by the broker";

  private final ConcurrentNavigableMap<Long, Publication> waiting = new ConcurrentSkipListMap<>();
  private volatile long lastAnswer = System.nanoTime();

  void add(long number, Publication publication) {
    waiting.put(number, publication);
  }

  /** When the broker last answered for a message, in nanoseconds of {@link System#nanoTime}. */
  long lastAnswer() {
    return lastAnswer;
  }

  void forget(Collection<Publication> publications) {
    waiting.values().removeAll(publications);
  }

  @Override
  public void handleAck(long number, boolean multiple) {
    lastAnswer = System.nanoTime();
    settle(number, multiple, Publication::taken);
  }

  @Override
  public void handleNack(long number, boolean multiple) {
    lastAnswer = System.nanoTime();
    settle(number, multiple, publication -> publication.refused(REFUSED));
  }

  /** RabbitMQ confirms what it returns, but says first that it does; Qpid refuses it first. */
  @Override
  public void handleReturn(
      int code, String reason, String room, String key, BasicProperties properties, byte[] body) {
    waiting.values().stream()
        .filter(publication -> !publication.isSettled())
        .filter(publication -> publication.looksLike(key, properties.getMessageId()))
        .findFirst()
        .ifPresent(
            publication ->
                publication.refused("no queue for key %s: %s %s".formatted(key, code, reason)));
  }

  @Override
  public void shutdownCompleted(ShutdownSignalException cause) {
    settle(Long.MAX_VALUE, true, publication -> publication.refused(Reason.of(cause)));
  }

  private void settle(long number, boolean multiple, Consumer<Publication> answer) {
    ConcurrentNavigableMap<Long, Publication> answered =
        multiple ? waiting.headMap(number, true) : waiting.subMap(number, true, number, true);
    List<Publication> publications = new ArrayList<>(answered.values());
    answered.clear();
    publications.forEach(answer);
  }
}
