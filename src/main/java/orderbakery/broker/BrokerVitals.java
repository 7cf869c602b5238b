package orderbakery.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** How the broker serves this process, for readiness and metrics. */
public final class BrokerVitals {
  /** What is older needs a look. */
  static final Duration LATELY = Duration.ofSeconds(5);

  /**
   * A confirm of less is asked for at the next look, 5 s later, and has come before it is missed.
   */
  private static final Duration CONFIRMED_LATELY = Duration.ofMillis(2500);

  private static final Duration TOO_LONG = Duration.ofSeconds(10);

  private final MeterRegistry meters;
  private final LongSupplier nanoTime;
  private final Map<String, Stage> stages = new ConcurrentHashMap<>();
  private final Map<String, RoomMeters> rooms = new ConcurrentHashMap<>();
  private volatile long confirmedAt;

  /**
   * @param nanoTime never goes back, {@code System::nanoTime}
   */
  public BrokerVitals(MeterRegistry meters, LongSupplier nanoTime) {
    this.meters = meters;
    this.nanoTime = nanoTime;
    this.confirmedAt = nanoTime.getAsLong();
    Gauge.builder("bakery.confirm.age.seconds", this, it -> seconds(it.sinceConfirm()))
        .description("How long ago the broker last confirmed a message of this process")
        .register(meters);
  }

  void confirmed() {
    confirmedAt = nanoTime.getAsLong();
  }

  /** Whether nothing was confirmed lately, so that nobody knows whether an order would be. */
  boolean needsConfirm() {
    return sinceConfirm().compareTo(CONFIRMED_LATELY) >= 0;
  }

  /** Whether it confirms, as far as is known; it is asked at least every 5 s. */
  boolean confirms() {
    return sinceConfirm().compareTo(TOO_LONG) < 0;
  }

  Duration sinceConfirm() {
    return Duration.ofNanos(nanoTime.getAsLong() - confirmedAt);
  }

  /** What is published to a room is measured by these. */
  RoomMeters room(String name) {
    return rooms.computeIfAbsent(name, key -> new RoomMeters(key, meters));
  }

  /** The stage of this name: a consumer that is started again goes on with the one it had. */
  Stage stage(String name, List<String> queues) {
    return stages.computeIfAbsent(name, key -> begin(key, queues));
  }

  private Stage begin(String name, List<String> queues) {
    Stage stage = new Stage(name, queues, nanoTime, new StageMeters(name, meters));
    for (QueueProgress queue : stage.queues()) {
      gauge(
          "bakery.handled.age.seconds",
          queue,
          it -> seconds(it.sinceHandled()),
          "How long ago this process last worked off a message of the partition");
      gauge(
          "bakery.stalled.seconds",
          queue,
          it -> seconds(it.stalled()),
          "How long messages of the partition have been waiting that nobody takes");
    }
    return stage;
  }

  List<Stage> stages() {
    return List.copyOf(stages.values());
  }

  /** What has been wrong for too long; nothing when the process can do its work. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    if (sinceConfirm().compareTo(TOO_LONG) >= 0) {
      complaints.add("nothing was confirmed for " + sinceConfirm().toSeconds() + " s");
    }
    stages.values().forEach(stage -> stage.complaint(TOO_LONG).ifPresent(complaints::add));
    return complaints;
  }

  private void gauge(
      String name, QueueProgress queue, ToDoubleFunction<QueueProgress> value, String description) {
    int dot = queue.name().lastIndexOf('.');
    Gauge.builder(name, queue, value)
        .tag("stage", dot < 0 ? queue.name() : queue.name().substring(0, dot))
        .tag("partition", queue.name().substring(dot + 1))
        .description(description)
        .register(meters);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
