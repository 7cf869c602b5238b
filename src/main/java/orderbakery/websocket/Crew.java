package orderbakery.websocket;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fixed number of threads with one line of tasks before them; after the end it does nothing. */
final class Crew implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);

  private final ExecutorServiceManager manager;
  private final ExecutorService threads;

  Crew(ExecutorServiceManager manager, Object owner, String name, int size) {
    this.manager = manager;
    // unbounded, for a full line would make its user do the task itself
    var profile =
        new ThreadPoolProfileBuilder(name)
            .poolSize(size)
            .maxPoolSize(size)
            .maxQueueSize(Integer.MAX_VALUE)
            .build();
    this.threads = manager.newThreadPool(owner, name, profile);
  }

  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("The websockets have stopped, the container closes what is left", stopped);
    }
  }

  @Override
  public void close() {
    manager.shutdown(threads);
  }
}
