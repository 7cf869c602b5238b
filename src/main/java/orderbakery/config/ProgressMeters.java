package orderbakery.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import orderbakery.figures.Progress;
import orderbakery.figures.Snapshot;
import orderbakery.log.Partitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for each stage, over all processes; no value while store or broker do not tell. */
final class ProgressMeters implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressMeters.class);

  private final Progress progress;
  private final List<String> components;
  private final Partitions partitions;
  private final Duration limit;

  ProgressMeters(
      Progress progress, List<String> components, Partitions partitions, Duration limit) {
    this.progress = progress;
    this.components = components;
    this.partitions = partitions;
    this.limit = limit;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("bakery.oldest.waiting.limit", limit, it -> it.toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("How long one may wait before further commands are refused")
        .register(meters);
    oldest("events-writer", Snapshot::oldestUnwrittenSeconds, meters);
    lag("events-writer", "all", Snapshot::unwritten, meters);
    for (String component : components) {
      String manager = Role.eventsManager(component).roleName();
      String baker = Role.baker(component).roleName();
      oldest(manager, it -> it.oldestPendingSeconds(component), meters);
      oldest(baker, it -> it.oldestUnbakedSeconds(component), meters);
      for (int each = 0; each < partitions.count(); each++) {
        int partition = each;
        String tag = String.valueOf(partition);
        lag(manager, tag, it -> it.pending(component, partition), meters);
        lag(baker, tag, it -> it.unbaked(component, partition), meters);
      }
    }
  }

  private void oldest(String stage, ToDoubleFunction<Snapshot> value, MeterRegistry meters) {
    Gauge.builder("bakery.stage.oldest.waiting", this, it -> it.ask(value))
        .baseUnit("seconds")
        .tag("stage", stage)
        .description("How long the oldest has been waiting for the stage")
        .register(meters);
  }

  private void lag(
      String stage, String partition, ToDoubleFunction<Snapshot> value, MeterRegistry meters) {
    Gauge.builder("bakery.partition.lag", this, it -> it.ask(value))
        .tag("stage", stage)
        .tag("partition", partition)
        .description("How many commands or events wait for the stage")
        .register(meters);
  }

  private double ask(ToDoubleFunction<Snapshot> value) {
    try {
      return value.applyAsDouble(progress.current());
    } catch (RuntimeException away) {
      LOG.debug("What waits is not known", away);
      return Double.NaN;
    }
  }
}
