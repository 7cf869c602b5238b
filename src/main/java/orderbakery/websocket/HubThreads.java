package orderbakery.websocket;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few threads that serve all connections of all paths. */
final class HubThreads implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HubThreads.class);
  private static final int CONTROL_THREADS = 2;

  private final ExecutorServiceManager manager;
  private final ExecutorService control;
  private final ScheduledExecutorService timer;

  HubThreads(ExecutorServiceManager manager, Object owner) {
    this.manager = manager;
    // unbounded, for a full queue would make a sender write the close frame itself; a peer has at
    // most one ping and one close in it
    var profile =
        new ThreadPoolProfileBuilder("websocket-control")
            .poolSize(CONTROL_THREADS)
            .maxPoolSize(CONTROL_THREADS)
            .maxQueueSize(Integer.MAX_VALUE)
            .build();
    this.control = manager.newThreadPool(owner, "websocket-control", profile);
    this.timer = manager.newSingleThreadScheduledExecutor(owner, "websocket-timer");
  }

  /** Runs what may block: pings and close frames. After the end it does nothing. */
  @Override
  public void execute(Runnable task) {
    try {
      control.execute(task);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("The websockets have stopped, the container closes what is left", stopped);
    }
  }

  /** Never blocks. */
  ScheduledExecutorService timer() {
    return timer;
  }

  @Override
  public void close() {
    manager.shutdownNow(timer);
    manager.shutdown(control);
  }
}
