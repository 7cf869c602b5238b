package orderbakery.broker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What a stage has worked off in this process, measured a batch at a time. */
final class StageMeters {
  private final Counter messages;
  private final Timer duration;
  private final DistributionSummary batches;

  /**
   * @param stage how the routes call what it consumes; what comes after the first dot of it differs
   *     from process to process
   */
  StageMeters(String stage, MeterRegistry meters) {
    Tags tags = Tags.of("stage", stage.split("\\.", 2)[0]);
    this.messages =
        Counter.builder("messaging.client.consumed.messages")
            .description("Messages that were worked off")
            .tags(tags.and(Messaging.tags("process")))
            .register(meters);
    this.duration =
        Timer.builder("messaging.process.duration")
            .description("From a batch's beginning until it was acknowledged, all tries included")
            .tags(tags.and(Messaging.tags("process")))
            .serviceLevelObjectives(Messaging.BORDERS)
            .register(meters);
    this.batches =
        DistributionSummary.builder("bakery.batch.messages")
            .description("Messages in one batch")
            .tags(tags)
            .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
            .register(meters);
  }

  /** A batch was worked off and acknowledged. */
  void handled(int size, long nanos) {
    messages.increment(size);
    duration.record(nanos, TimeUnit.NANOSECONDS);
    batches.record(size);
  }
}
