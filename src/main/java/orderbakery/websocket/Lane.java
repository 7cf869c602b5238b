package orderbakery.websocket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of one connection one at a time and in order, on threads that all connections
 * share: after each task it goes to the end of their line.
 */
final class Lane implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Executor threads;
  private final Queue<Runnable> waiting = new ArrayDeque<>(2);
  private boolean running;

  Lane(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      waiting.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    goOn();
  }

  /** Where no thread takes it, the next task tries again: what waits is not forgotten. */
  private void goOn() {
    boolean taken = false;
    try {
      threads.execute(this::runNext);
      taken = true;
    } finally {
      if (!taken) {
        stop();
      }
    }
  }

  private void runNext() {
    try {
      run(take());
    } finally {
      if (isMore()) {
        goOn();
      }
    }
  }

  private synchronized Runnable take() {
    return waiting.remove();
  }

  private synchronized boolean isMore() {
    running = !waiting.isEmpty();
    return running;
  }

  private synchronized void stop() {
    running = false;
  }

  /** How many tasks have not begun. */
  synchronized int backlog() {
    return waiting.size();
  }

  synchronized boolean isIdle() {
    return !running;
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException fault) {
      LOG.error("A listener of a websocket has failed", fault);
    }
  }
}
