package orderbakery.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.springframework.amqp.core.Message;

/** Messages that have arrived on a channel and wait for the next batch. */
final class Arrivals {
  private final Queue<Message> waiting = new ArrayDeque<>();
  private boolean closed;

  synchronized void add(Message message) {
    waiting.add(message);
    notifyAll();
  }

  /** Nothing of it is taken any more: the broker will deliver what waits here again. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * Waits for the first message and takes with it what is there; empty once this is closed.
   *
   * @param mostBytes of the bodies of all but the first
   */
  synchronized List<Message> take(int most, int mostBytes) throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    List<Message> batch = new ArrayList<>(Math.min(most, waiting.size()));
    int bytes = 0;
    while (!closed && batch.size() < most && !waiting.isEmpty()) {
      bytes += waiting.element().getBody().length;
      if (bytes > mostBytes && !batch.isEmpty()) {
        break;
      }
      batch.add(waiting.remove());
    }
    return batch;
  }
}
