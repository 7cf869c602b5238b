package orderbakery.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import orderbakery.store.OtherPartitions;
import orderbakery.store.Schema;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the process to work: waits for broker and store, makes topology and schema, and only then starts the routes.
 *
 * <p>A server that is away is waited for; a log with another number of partitions ends the process.
 */
final class StartUp implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final CamelContext camel;
  private final RabbitAdmin topology;
  private final Schema schema;
  private final List<Role> roles;
  private final Runnable refuse;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean done;
  private volatile Thread thread;

  /**
   * @param refuse ends the process
   */
  StartUp(
      CamelContext camel, RabbitAdmin topology, Schema schema, List<Role> roles, Runnable refuse) {
    this.camel = camel;
    this.topology = topology;
    this.schema = schema;
    this.roles = roles;
    this.refuse = refuse;
  }

  /** Whether the routes run. */
  boolean isDone() {
    return done;
  }

  @Override
  public void start() {
    thread = new Thread(this::run, "start-up");
    thread.start();
  }

  @Override
  public void stop() {
    stopped.countDown();
    done = false;
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** After Camel, and stopped before it. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private void run() {
    try {
      requireRoutes();
      for (String last = null; !done && !isStopped(Duration.ZERO); ) {
        String away = prepare();
        if (away == null) {
          camel.getRouteController().startAllRoutes();
          done = true;
          LOG.info("Roles {} are at work", roles.stream().map(Role::roleName).toList());
        } else {
          if (!away.equals(last)) {
            LOG.warn("Waiting: {}", away);
          }
          last = away;
          isStopped(PAUSE);
        }
      }
    } catch (Exception e) {
      LOG.error("The process cannot start: {}", e.getMessage(), reasonOf(e));
      refuse.run();
    }
  }

  /** What is still away, or null when all is prepared. */
  private String prepare() {
    try {
      schema.prepare();
      topology.initialize();
      return null;
    } catch (org.springframework.amqp.AmqpException | com.mongodb.MongoException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  /** A folder without the route of a role would start happily, and do nothing. */
  private void requireRoutes() {
    List<String> missing = new ArrayList<>();
    roles.stream()
        .map(Role::entryRoute)
        .filter(id -> camel.getRoute(id) == null)
        .forEach(missing::add);
    if (!missing.isEmpty()) {
      throw new InvalidSettings("ROUTES_DIR: the folder of routes lacks " + missing);
    }
  }

  private boolean isStopped(Duration atMost) throws InterruptedException {
    return stopped.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A refusal speaks for itself; a fault needs its trace. */
  private static Exception reasonOf(Exception e) {
    return e instanceof OtherPartitions || e instanceof InvalidSettings ? null : e;
  }
}
