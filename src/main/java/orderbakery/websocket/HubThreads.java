package orderbakery.websocket;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.spi.ExecutorServiceManager;

/** The few threads that serve all connections of all paths. */
final class HubThreads implements AutoCloseable {

  private static final int CONTROL_THREADS = 2;

  private final ExecutorServiceManager manager;
  private final Object owner;
  private final Crew control;
  private final ScheduledExecutorService timer;

  HubThreads(ExecutorServiceManager manager, Object owner) {
    this.manager = manager;
    this.owner = owner;
    this.control = new Crew(manager, owner, "websocket-control", CONTROL_THREADS);
    this.timer = manager.newSingleThreadScheduledExecutor(owner, "websocket-timer");
  }

  /** Runs what may block: pings and close frames; a peer has at most one of each in its line. */
  Executor control() {
    return control;
  }

  /** Never blocks. */
  ScheduledExecutorService timer() {
    return timer;
  }

  /** Runs the routes of a path; a peer has at most one task in its line. */
  Crew forEvents(String path, int size) {
    return new Crew(manager, owner, "websocket-events " + path, size);
  }

  @Override
  public void close() {
    manager.shutdownNow(timer);
    control.close();
  }
}
