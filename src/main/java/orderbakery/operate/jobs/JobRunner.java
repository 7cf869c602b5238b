package orderbakery.operate.jobs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands out jobs piece by piece, so many events a second, and keeps how far they are. A process
 * that dies leaves its job to another one, which goes on where it was kept: a piece may be done
 * twice.
 */
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final int LOGGED_EVERY_PERCENT = 10;
  private static final Duration LEASE = Duration.ofSeconds(15);

  private final String component;
  private final Jobs jobs;
  private final ComponentData data;
  private final Clock clock;
  private final String owner;
  private final int perTurn;
  private final Map<Job.Kind, Counter> found;

  /**
   * @param component whose jobs they are
   * @param owner this process, unlike any other and any before
   * @param perTurn events that are passed in one turn
   */
  public JobRunner(
      String component,
      Jobs jobs,
      ComponentData data,
      Clock clock,
      String owner,
      int perTurn,
      MeterRegistry registry) {
    this.component = component;
    this.jobs = jobs;
    this.data = data;
    this.clock = clock;
    this.owner = owner;
    this.perTurn = perTurn;
    this.found =
        Stream.of(Job.Kind.values())
            .collect(Collectors.toMap(kind -> kind, kind -> register(registry, kind)));
  }

  private Counter register(MeterRegistry registry, Job.Kind kind) {
    return Counter.builder("bakery.jobs.found")
        .tag("component", component)
        .tag("job", kind.name())
        .description("Entities of which log, source and presentation differed")
        .register(registry);
  }

  /** The task of this turn; null when there is nothing to do. */
  public Task next() {
    Instant now = clock.instant();
    return jobs.claim(owner, now, now.plus(LEASE)).map(this::claimed).map(this::task).orElse(null);
  }

  /** Keeps what was done. */
  public void keep(Effect effect) {
    Job job = progressed(effect.task(), effect);
    if (jobs.keep(job, effect.differences(), clock.instant().plus(LEASE))) {
      Job before = effect.task().job();
      found.get(job.kind()).increment((double) (job.found() - before.found()));
      tell(before, job);
    } else {
      LOG.info("Job {} of {} was cancelled, or is another process's now", job.kind(), component);
    }
  }

  private Job claimed(Job job) {
    if (!owner.equals(job.owner())) {
      LOG.info(
          "Job {} of {} {} at {} percent",
          job.kind(),
          component,
          job.owner() == null ? "begins" : "goes on",
          job.percent());
    }
    return with(job, job.at(), job.later(), job.done(), job.changed(), job.found(), null);
  }

  private Task task(Job job) {
    if (job.isOfOne()) {
      return new Task(
          job,
          List.of(job.from()),
          with(job, null, List.of(), job.total(), job.changed(), job.found(), null));
    }
    if (job.at() == null) {
      return new Task(
          job,
          job.later(),
          with(job, null, List.of(), job.done(), job.changed(), job.found(), null));
    }
    ComponentData.Piece piece = data.read(job.at(), perTurn);
    long done = job.done() + piece.events();
    Job.Place next = job.isSample() && done >= job.total() ? null : piece.next();
    List<String> entities = piece.entities().stream().filter(job::isAbout).toList();
    return new Task(
        job, entities, with(job, next, job.later(), done, job.changed(), job.found(), null));
  }

  private Job progressed(Task task, Effect effect) {
    Job then = task.then();
    List<String> later =
        Stream.concat(then.later().stream(), effect.later().stream()).distinct().toList();
    long found =
        effect.differences().stream()
            .map(Difference::entityId)
            .filter(Objects::nonNull)
            .distinct()
            .count();
    boolean ended = then.at() == null && later.isEmpty();
    return with(
        then,
        then.at(),
        later,
        then.done(),
        then.changed() + effect.changed(),
        then.found() + found,
        ended ? clock.instant() : null);
  }

  private void tell(Job before, Job now) {
    if (!now.isRunning()) {
      LOG.atLevel(now.found() > 0 ? Level.WARN : Level.INFO)
          .log(
              "Job {} of {} has ended: {} events, {} entities put right, {} found wrong",
              now.kind(),
              component,
              now.done(),
              now.changed(),
              now.found());
    } else if (before.percent() / LOGGED_EVERY_PERCENT != now.percent() / LOGGED_EVERY_PERCENT) {
      Instant time = clock.instant();
      LOG.info(
          "Job {} of {} is at {} percent, {} events a second, {} s to go",
          now.kind(),
          component,
          now.percent(),
          now.rate(time),
          now.restSeconds(time));
    }
  }

  private Job with(
      Job job,
      Job.Place at,
      List<String> later,
      long done,
      long changed,
      long found,
      Instant endedAt) {
    return new Job(
        job.kind(),
        job.from(),
        job.to(),
        job.heals(),
        job.why(),
        job.startedAt(),
        endedAt,
        at,
        new ArrayList<>(later),
        done,
        job.total(),
        changed,
        found,
        owner);
  }
}
