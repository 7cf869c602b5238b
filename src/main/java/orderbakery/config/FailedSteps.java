package orderbakery.config;

import java.util.Optional;
import orderbakery.broker.BrokerAway;
import orderbakery.outage.Outage;
import orderbakery.store.StoreFailure;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.AmqpException;

/**
 * What the log says of a step that failed and may run again: of an outage what {@link Outage} says,
 * of a race that was lost nothing, of all else one line at the first attempt and at every
 * twentieth.
 */
final class FailedSteps implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(FailedSteps.class);
  private static final int LOGGED_EVERY = 20;

  private final Outage store;

  FailedSteps(Outage store) {
    this.store = store;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    int attempt = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, int.class);
    Optional<StoreFailure> ofStore = StoreFailure.of(failure);
    if (ofStore.isEmpty()) {
      if (!isOfTheBroker(failure)) {
        log(exchange, attempt, failure.toString());
      }
      return;
    }
    String why = ofStore.get().why();
    switch (ofStore.get().kind()) {
      case OUTAGE -> store.failed(why);
      case REFUSAL -> log(exchange, attempt, "MongoDB refuses it: " + why);
      case LOST_RACE -> {
        if (attempt > 0) {
          log(exchange, attempt, why);
        }
      }
    }
  }

  /** Whoever talks to the broker tells its outages. */
  private static boolean isOfTheBroker(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AmqpException || cause instanceof BrokerAway) {
        return true;
      }
    }
    return false;
  }

  private static void log(Exchange exchange, int attempt, String why) {
    if (attempt % LOGGED_EVERY == 0) {
      LOG.warn("{} failed, attempt {}: {}", exchange.getFromRouteId(), attempt + 1, why);
    }
  }
}
