package orderbakery.operate.sweeps;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what sweeps have found: a counter, the age of the oldest, one line in the log. */
public final class SweepReports {
  private static final Logger LOG = LoggerFactory.getLogger(SweepReports.class);

  private record Meters(Counter found, Measured oldestSeconds) {}

  private final Map<String, Meters> meters;
  private final Clock clock;

  public SweepReports(List<String> components, MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.meters =
        Stream.of(
                components.stream().flatMap(Sweeper::names),
                components.stream().map(MissingFileSweeper::name),
                Stream.of(LetterSweeper.UNROUTABLE_LETTERS))
            .flatMap(it -> it)
            .collect(Collectors.toMap(sweep -> sweep, sweep -> register(registry, sweep)));
  }

  /** Silent when nothing new was found. */
  public void report(Finding finding) {
    Meters of = meters.get(finding.sweep());
    long oldest = finding.oldestSeconds(clock.instant());
    of.oldestSeconds().set(oldest);
    if (finding.fresh() > 0) {
      of.found().increment((double) finding.fresh());
      LOG.warn(
          "Sweep {} has found {} more, {} in all, the oldest {} s old; the first: {}",
          finding.sweep(),
          finding.fresh(),
          finding.count(),
          oldest,
          finding.firstIds());
    }
  }

  /**
   * Another process does this sweep now: how old the oldest is, it knows. What this one has found
   * before would stand until its own next turn.
   */
  void forget(String sweep) {
    Meters of = meters.get(sweep);
    if (of != null) { // there are sweeps that find nothing to tell of
      of.oldestSeconds().forget();
    }
  }

  private static Meters register(MeterRegistry registry, String sweep) {
    Measured oldest = new Measured();
    Gauge.builder("bakery.sweep.oldest", oldest, Measured::value)
        .baseUnit("seconds")
        .tag("sweep", sweep)
        .description("Age of the oldest that the last sweep has found")
        .register(registry);
    Counter found =
        Counter.builder("bakery.sweep.found")
            .tag("sweep", sweep)
            .description("What sweeps have found, each counted once")
            .register(registry);
    return new Meters(found, oldest);
  }
}
