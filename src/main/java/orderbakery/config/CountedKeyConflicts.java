package orderbakery.config;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import orderbakery.component.Named;
import orderbakery.log.KeyConflicts;
import orderbakery.log.ScheduledCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs commands that got no event, since another request has used their key first. */
final class CountedKeyConflicts implements KeyConflicts {
  private static final Logger LOG = LoggerFactory.getLogger(CountedKeyConflicts.class);

  private final Counter found;

  CountedKeyConflicts(MeterRegistry meters) {
    this.found =
        Counter.builder("bakery.idempotency.conflicts")
            .description("Commands that got no event: another request has used their key first")
            .register(meters);
  }

  @Override
  public void found(ScheduledCommand second) {
    found.increment();
    Named.by(second, LOG.atWarn())
        .log(
            "Command {} of {} {} gets no event: another request has used its Idempotency-Key first",
            second.id(),
            second.serviceName(),
            second.entityId());
  }
}
