package orderbakery.broker;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import orderbakery.outage.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.core.NestedExceptionUtils;

/** Consumes until it is stopped: one session after the other, with a pause after a failure. */
final class BatchWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);
  private static final long PAUSE_MILLIS = 500;

  /** Opens the next session. */
  @FunctionalInterface
  interface Sessions {
    BatchSession open() throws IOException;
  }

  private final Stage stage;
  private final Sessions sessions;
  private final ChannelAwareMessageListener route;
  private final Outage outage;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile BatchSession current;
  private boolean routeFails;

  /**
   * @param stage is told how it goes
   */
  BatchWorker(Stage stage, Sessions sessions, ChannelAwareMessageListener route, Outage outage) {
    this.stage = stage;
    this.sessions = sessions;
    this.route = route;
    this.outage = outage;
  }

  /** Ends the work after the batch at hand. */
  void stop() {
    stop.countDown();
    BatchSession session = current;
    if (session != null) {
      session.end();
    }
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  @Override
  public void run() {
    while (!stopped()) {
      try {
        consume();
      } catch (InterruptedException e) {
        LOG.debug("The consumer of {} was interrupted, only a stop ends it", stage.name());
      }
    }
    stage.ended(this);
  }

  // an Error too: a consumer that ends unseen would leave its partitions to nobody
  private void consume() throws InterruptedException {
    try (BatchSession session = sessions.open()) {
      current = session;
      stage.opened(session::giveBack);
      session.begin(route);
      while (!stopped() && session.handleNextBatch(route)) {
        routeFails = false;
        outage.worked();
      }
      if (!stopped() && !session.isGivenBack()) {
        throw new IOException("the channel was closed", session.closeReason());
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (RouteFailed e) {
      failed(e);
      stop.await(PAUSE_MILLIS, MILLISECONDS);
    } catch (Exception | Error e) {
      isCut(e);
      stop.await(PAUSE_MILLIS, MILLISECONDS);
    } finally {
      current = null;
    }
  }

  private void failed(RouteFailed failure) {
    stage.broke("its route fails");
    if (stopped() || routeFails) {
      LOG.debug("The route of {} failed", stage.name(), failure);
    } else {
      Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
      LOG.warn(
          "The route of {} failed, what was unacknowledged goes back: {}",
          stage.name(),
          cause.toString());
      routeFails = true;
    }
  }

  private void isCut(Throwable failure) {
    String reason = Reason.of(failure);
    stage.broke(reason);
    if (stopped()) {
      LOG.debug("{} is not consumed any more", stage.name(), failure);
    } else {
      outage.failed("%s is not consumed: %s".formatted(stage.name(), reason));
    }
  }
}
