package orderbakery.config;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import orderbakery.component.Times;
import orderbakery.figures.Snapshot;
import orderbakery.operate.sweeps.OperatorTask;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Whether the work gets on, which is another matter than whether the servers answer: STALLED when
 * something waits for too long, DEGRADED when something waits for an operator or nobody knows.
 * Readiness does not ask it: nothing gets better by sending requests elsewhere.
 */
final class WorkHealth implements HealthIndicator {
  static final Status STALLED = new Status("STALLED");
  static final Status DEGRADED = new Status("DEGRADED");

  private static final String UNKNOWN = "unknown";

  private final Supplier<Optional<Snapshot>> progress;
  private final BooleanSupplier shouldKnow;
  private final Duration limit;
  private final List<String> components;
  private final RoleStates roles;
  private final Supplier<List<OperatorTask>> stuck;
  private final Supplier<List<Trouble>> troubles;
  private final Since since;

  /**
   * @param progress empty where this process does not know
   * @param shouldKnow whether it asks, and all servers answer; those that do not are complained of
   *     by others
   * @param limit how long one may wait
   * @param stuck what waits for an operator, the same kinds each time
   * @param troubles what else may be wrong, the same kinds each time
   */
  WorkHealth(
      Supplier<Optional<Snapshot>> progress,
      BooleanSupplier shouldKnow,
      Duration limit,
      List<String> components,
      RoleStates roles,
      Supplier<List<OperatorTask>> stuck,
      Supplier<List<Trouble>> troubles,
      Since since) {
    this.progress = progress;
    this.shouldKnow = shouldKnow;
    this.limit = limit;
    this.components = components;
    this.roles = roles;
    this.stuck = stuck;
    this.troubles = troubles;
    this.since = since;
  }

  @Override
  public Health health() {
    Optional<Snapshot> now = progress.get();
    List<String> stalled = now.map(this::stalled).orElse(List.of());
    List<String> degraded = degraded();
    tell(
        degraded,
        now.isEmpty() && shouldKnow.getAsBoolean(),
        UNKNOWN,
        "How far the work is, is not known",
        "the load and the disk of MongoDB");
    if (stalled.isEmpty() && degraded.isEmpty()) {
      return Health.up().build();
    }
    Health.Builder health = Health.status(stalled.isEmpty() ? DEGRADED : STALLED);
    if (!stalled.isEmpty()) {
      health.withDetail("stalled", stalled);
    }
    if (!degraded.isEmpty()) {
      health.withDetail("degraded", degraded);
    }
    return health.build();
  }

  private List<String> stalled(Snapshot now) {
    List<String> sentences = new ArrayList<>();
    stalled(
        sentences,
        now,
        now.oldestUnwrittenSeconds(),
        "Accepted commands wait to be written into the log",
        "look at route write-events in Hawtio and at the queues events-writer.*");
    for (String component : components) {
      stalled(
          sentences,
          now,
          now.oldestPendingSeconds(component),
          "Commands of component " + component + " wait to be executed",
          "look at route execute-%s-events in Hawtio and at /actuator/partitions"
              .formatted(component));
      stalled(
          sentences,
          now,
          now.oldestUnbakedSeconds(component),
          "Changes of component " + component + " wait to be baked",
          "look at route %s in Hawtio, at /actuator/partitions and at /actuator/deadletters"
              .formatted(Role.baker(component).entryRoute()));
    }
    return sentences;
  }

  private void stalled(
      List<String> sentences, Snapshot now, double seconds, String what, String where) {
    if (seconds * 1000 > limit.toMillis()) {
      Instant began = now.time().minusMillis((long) (seconds * 1000));
      sentences.add(sentence(what, began, where));
    }
  }

  private List<String> degraded() {
    List<String> sentences = new ArrayList<>();
    roles
        .all()
        .forEach(
            (role, state) -> {
              boolean stopped = state.startsWith("route");
              tell(sentences, stopped, role, "Role %s rests: %s".formatted(role, state), "Hawtio");
            });
    for (OperatorTask task : stuck.get()) {
      tell(sentences, task.count() > 0, task.kind(), task.text(), task.where());
    }
    troubles.get().forEach(it -> tell(sentences, it));
    return sentences;
  }

  private void tell(List<String> sentences, boolean isSo, String key, String what, String where) {
    tell(sentences, Trouble.of(key, isSo, what, where));
  }

  private void tell(List<String> sentences, Trouble trouble) {
    if (trouble.isSo()) {
      Instant seen = since.of(trouble.key());
      Instant began = trouble.since() == null ? seen : trouble.since();
      sentences.add(sentence(trouble.what(), began, "look at " + trouble.where()));
    } else {
      since.over(trouble.key());
    }
  }

  private static String sentence(String what, Instant began, String where) {
    return "%s, since %s: %s.".formatted(what, Times.text(began), where);
  }
}
