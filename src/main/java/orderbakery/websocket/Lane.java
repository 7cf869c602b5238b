package orderbakery.websocket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one at a time and in order, on the thread of whoever finds it idle.
 *
 * <p>The container closes a connection on one thread while another still handles its last message.
 */
final class Lane implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      waiting.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    for (Runnable next = take(); next != null; next = take()) {
      run(next);
    }
  }

  private synchronized Runnable take() {
    Runnable next = waiting.poll();
    running = next != null;
    return next;
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException fault) {
      LOG.error("A listener of a websocket has failed", fault);
    }
  }
}
