package orderbakery.config;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import orderbakery.broker.BrokerAway;
import orderbakery.outage.NotPrepared;
import orderbakery.store.StoreFailure;
import org.apache.camel.model.ModelCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Brings the process to work: waits for broker and store, makes topology and schema, and only then
 * starts the routes.
 *
 * <p>A server that is away is waited for; one that refuses the user ends the process, and so does a
 * log with another number of partitions, or of a newer version.
 */
final class StartUp {
  private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ModelCamelContext camel;
  private final Runnable broker;
  private final Runnable store;
  private final List<Role> roles;
  private final Work work;
  private final Runnable announcement;
  private final IntConsumer end;
  private final boolean endsPrepared;
  private final FailedStart failedStart = new FailedStart();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Start-up of one process.
   *
   * @param broker makes sure that it has our topology, and confirms
   * @param store makes sure that it has our schema
   * @param announcement says that the work has begun
   * @param end ends the process, with this status
   * @param endsPrepared whether the process ends once both are prepared
   */
  StartUp(
      ModelCamelContext camel,
      Runnable broker,
      Runnable store,
      List<Role> roles,
      Work work,
      Runnable announcement,
      IntConsumer end,
      boolean endsPrepared) {
    this.camel = camel;
    this.broker = broker;
    this.store = store;
    this.roles = List.copyOf(roles);
    this.work = work;
    this.announcement = announcement;
    this.end = end;
    this.endsPrepared = endsPrepared;
  }

  /** Once everything is wired: begins in a thread of its own. */
  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    new Thread(this::run, "start-up").start();
  }

  /**
   * Before anything is taken down: new requests are refused, and the routes come to their end while
   * what they need is still there. Left to Spring, the container cuts its connections first.
   */
  @EventListener(ContextClosedEvent.class)
  void end() {
    stopped.countDown();
    if (work.hasBegun()) {
      work.end();
      stopRoutes();
    }
  }

  private void stopRoutes() {
    try {
      camel.getRouteController().stopAllRoutes();
    } catch (Exception e) {
      LOG.warn("The routes did not end in order", e);
    }
  }

  private void run() {
    try {
      requireRoutes();
      if (!awaitServers()) {
        return;
      }
      if (endsPrepared) {
        LOG.info("Rooms, queues, collections and indexes are there");
        end.accept(0);
      } else {
        camel.getRouteController().startAllRoutes();
        work.begin();
        announcement.run();
      }
    } catch (Throwable e) { // an Error too: nobody else would end the process
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    if (isStopped()) { // what it needs to start is being taken down, and its failure is no news
      LOG.debug("Stopped before it was at work", cause);
      return;
    }
    if (!failedStart.reportException(cause)) {
      LOG.error("The process cannot start", cause);
    }
    end.accept(1);
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Waits for broker and store for as long as it takes; false when the process was stopped. */
  private boolean awaitServers() throws InterruptedException {
    String before = null;
    for (String away = prepare(); away != null; away = prepare()) {
      if (!away.equals(before)) {
        LOG.warn("Waiting for a server: {}", away);
      }
      before = away;
      if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return true;
  }

  /** What is away, or null when all is prepared. */
  private String prepare() {
    try {
      // who may make nothing looks at the store first: once that is prepared, so is the broker
      (endsPrepared ? broker : store).run();
      (endsPrepared ? store : broker).run();
      return null;
    } catch (AmqpException | BrokerAway | NotPrepared | MongoException e) {
      if (FailedStart.isRefusal(e)) {
        throw e;
      }
      return StoreFailure.of(e).map(of -> "MongoDB: " + of.why()).orElseGet(e::getMessage);
    }
  }

  /** A folder without the route of a role would start happily, and do nothing. */
  private void requireRoutes() {
    List<String> missing =
        roles.stream()
            .map(Role::entryRoute)
            .filter(id -> camel.getRouteDefinition(id) == null)
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidSettings("ROUTES_DIR: the folder of routes lacks " + missing);
    }
  }
}
