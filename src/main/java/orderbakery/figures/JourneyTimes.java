package orderbakery.figures;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.DoubleStream;

/**
 * How long commands of a component were on their way when they came to a stage.
 *
 * <p>What took longer than an hour was told again, or released by an operator: it is left out.
 */
public final class JourneyTimes implements LongConsumer {
  private static final long LONGEST_MILLIS = Duration.ofHours(1).toMillis();

  /** The borders that OpenTelemetry advises for durations, and two more. */
  private static final Duration[] BORDERS =
      DoubleStream.of(
              0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60)
          .mapToObj(seconds -> Duration.ofMillis((long) (1000 * seconds)))
          .toArray(Duration[]::new);

  private final Timer timer;
  private final Clock clock;
  private final FrameTimes frameTimes;

  private JourneyTimes(Timer timer, Clock clock, FrameTimes frameTimes) {
    this.timer = timer;
    this.clock = clock;
    this.frameTimes = frameTimes;
  }

  /** Until a baker has written them, and tells of it. */
  public static JourneyTimes untilBaked(String component, MeterRegistry meters, Clock clock) {
    String description = "From the acceptance of a command until its change is presented";
    return new JourneyTimes(
        timer("bakery.until.baked", description, component, meters), clock, new FrameTimes());
  }

  /** Until the feed hands their frames to its clients. */
  public static JourneyTimes untilNotified(
      String component, MeterRegistry meters, Clock clock, FrameTimes frameTimes) {
    String description = "From the acceptance of a command until its frame is sent to clients";
    return new JourneyTimes(
        timer("bakery.until.notified", description, component, meters), clock, frameTimes);
  }

  /** Until this process hears their frames, where it has no clients to send them to. */
  public static Consumer<byte[]> untilHeard(Clock clock, FrameTimes frameTimes) {
    return frame -> {
      long acceptedAt = AcceptedAt.in(frame);
      long now = clock.millis();
      if (isMeasured(acceptedAt, now)) {
        frameTimes.add(now, now - acceptedAt);
      }
    };
  }

  private static boolean isMeasured(long acceptedAt, long now) {
    return acceptedAt != AcceptedAt.UNKNOWN && now - acceptedAt <= LONGEST_MILLIS;
  }

  private static Timer timer(
      String name, String description, String component, MeterRegistry meters) {
    return Timer.builder(name)
        .description(description)
        .tag("component", component)
        .serviceLevelObjectives(BORDERS)
        .register(meters);
  }

  /**
   * One has come.
   *
   * @param acceptedAt in milliseconds since 1970, or {@link AcceptedAt#UNKNOWN}
   */
  @Override
  public void accept(long acceptedAt) {
    long now = clock.millis();
    if (isMeasured(acceptedAt, now)) {
      long took = Math.max(0, now - acceptedAt);
      timer.record(took, TimeUnit.MILLISECONDS);
      frameTimes.add(now, took);
    }
  }
}
