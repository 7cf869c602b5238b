package orderbakery.config;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.SocketProcessorBase;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/**
 * The threads of the container: those of requests, and a few beside them that write frames to
 * websockets. Tomcat uses one pool for both; while requests wait there for a thread, each frame to
 * each client would wait as long, until all clients are too slow.
 */
final class ContainerThreads extends ThreadPoolExecutor {
  private static final int WRITERS = 4;
  private static final int IDLE_SECONDS = 60;

  private final ExecutorService writers =
      Executors.newFixedThreadPool(WRITERS, factory("http-frames-"));

  private ContainerThreads(int fewest, int most, TaskQueue queue) {
    super(fewest, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, factory("http-requests-"));
  }

  /**
   * Starts the fewest.
   *
   * @param most that requests may have
   */
  static ContainerThreads of(int fewest, int most) {
    TaskQueue queue = new TaskQueue();
    ContainerThreads threads = new ContainerThreads(fewest, most, queue);
    queue.setParent(threads);
    return threads;
  }

  private static TaskThreadFactory factory(String names) {
    return new TaskThreadFactory(names, true, Thread.NORM_PRIORITY);
  }

  /** What reads from a socket is a request, or what a client says; all else writes to one. */
  @Override
  public void execute(Runnable task) {
    Executor threads = task instanceof SocketProcessorBase ? super::execute : writers;
    threads.execute(task);
  }

  /** Ends both, and interrupts what runs: the container has waited for it. */
  void end() {
    writers.shutdownNow();
    shutdownNow();
  }
}
