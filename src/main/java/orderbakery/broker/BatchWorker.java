package orderbakery.broker;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
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

  private final String queues;
  private final Sessions sessions;
  private final ChannelAwareMessageListener route;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile BatchSession current;
  private boolean away;

  /**
   * @param queues how the log calls them
   */
  BatchWorker(String queues, Sessions sessions, ChannelAwareMessageListener route) {
    this.queues = queues;
    this.sessions = sessions;
    this.route = route;
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
        LOG.debug("The consumer of {} was interrupted, only a stop ends it", queues);
      }
    }
  }

  // an Error too: a consumer that ends unseen would leave its partitions to nobody
  private void consume() throws InterruptedException {
    try (BatchSession session = sessions.open()) {
      current = session;
      opened();
      session.begin(route);
      boolean goesOn = true;
      while (goesOn && !stopped()) {
        goesOn = session.handleNextBatch(route);
      }
      if (!stopped()) {
        throw new IOException("the channel was closed", session.closeReason());
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | Error e) {
      failed(e);
      stop.await(PAUSE_MILLIS, MILLISECONDS);
    }
  }

  private void opened() {
    if (away) {
      LOG.info("{} is consumed again", queues);
      away = false;
    }
  }

  private void failed(Throwable failure) {
    if (stopped() || away) {
      LOG.debug("{} is not consumed", queues, failure);
    } else {
      Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
      LOG.warn(
          "{} is not consumed, what was unacknowledged went back: {}", queues, cause.toString());
      away = true;
    }
  }
}
