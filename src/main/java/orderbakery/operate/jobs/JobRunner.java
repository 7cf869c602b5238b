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
import java.util.Optional;
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

  /** A little less than the second that it takes: the clock that asks for tasks is not exact. */
  private static final Duration TURN = Duration.ofMillis(900);

  /** What a task of so many takes of the heap, with all that is made of it, is ten times that. */
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  private final String component;
  private final Jobs jobs;
  private final ComponentData data;
  private final Clock clock;
  private final String owner;
  private final int perTurn;
  private final Map<Job.Kind, Counter> found;
  private int share;
  private Instant turnEnds = Instant.EPOCH;
  private long passed;
  private boolean goesOn;

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
    this.share = perTurn;
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

  /**
   * The next task; null when there is nothing to do, or this turn has passed its events. Where
   * entities are big it takes several tasks to pass them; what was in motion waits for a turn.
   */
  public Task next() {
    Instant now = clock.instant();
    if (!now.isBefore(turnEnds)) {
      turnEnds = now.plus(TURN);
      passed = 0;
    } else if (!goesOn) {
      return null;
    }
    goesOn = false;
    return jobs.claim(owner, now, now.plus(LEASE)).map(this::claimed).map(this::task).orElse(null);
  }

  /** Keeps what was done. */
  public void keep(Effect effect) {
    Job job = progressed(effect.task(), effect);
    if (jobs.keep(job, effect.differences(), clock.instant().plus(LEASE))) {
      passed += effect.task().events();
      goesOn = job.at() != null && passed < perTurn;
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

  /** As many events as may be in memory at a time: where entities are big, fewer. */
  private Task task(Job job) {
    Optional<Task> task = task(job, share, MOST_BYTES);
    while (task.isEmpty()) {
      share = Math.max(1, share / 4);
      task = task(job, share, share == 1 ? Long.MAX_VALUE : MOST_BYTES);
    }
    long fitting = share * (MOST_BYTES / 2) / Math.max(1, task.get().data().bytes());
    share = (int) Math.max(1, Math.min(perTurn, fitting));
    return task.get();
  }

  private Optional<Task> task(Job job, int most, long mostBytes) {
    if (job.isOfOne()) {
      Job then = with(job, null, List.of(), job.total(), job.changed(), job.found(), null);
      return task(job, List.of(job.from()), then, Long.MAX_VALUE);
    }
    if (job.at() == null) {
      int count = Math.min(most, job.later().size());
      List<String> rest = job.later().subList(count, job.later().size());
      Job then = with(job, null, rest, job.done(), job.changed(), job.found(), null);
      return task(job, job.later().subList(0, count), then, mostBytes);
    }
    ComponentData.Piece piece = data.read(job.at(), most);
    long done = job.done() + piece.events();
    Job.Place next = job.isSample() && done >= job.total() ? null : piece.next();
    List<String> entities = piece.entities().stream().filter(job::isAbout).toList();
    Job then = with(job, next, job.later(), done, job.changed(), job.found(), null);
    return task(job, entities, then, mostBytes);
  }

  private Optional<Task> task(Job job, List<String> entities, Job then, long mostBytes) {
    return data.load(job.kind(), entities, mostBytes)
        .map(known -> new Task(job, entities, known, then));
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
