package orderbakery.operate.jobs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import orderbakery.component.Plural;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands out jobs piece by piece, so many events a second, and keeps how far they are. A process
 * that dies leaves its job to another one, which goes on where it was kept: a piece may be done
 * twice. Where the pace lets a turn have several pieces, the next one is read while one is done.
 */
public final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final int LOGGED_EVERY_PERCENT = 10;
  private static final Duration LEASE = Duration.ofSeconds(15);

  /** A little less than the second that it takes: the clock that asks for tasks is not exact. */
  private static final Duration TURN = Duration.ofMillis(900);

  /** What a task of so many takes of the heap, with all that is made of it, is ten times that. */
  private static final long MOST_BYTES = 4L * 1024 * 1024;

  /** However small they are, and however few entities are in them. */
  private static final int MOST_EVENTS = 10_000;

  /** Until it is known how big they are. */
  private static final int ENTITIES = 2_500;

  private final String component;
  private final Jobs jobs;
  private final ComponentData data;
  private final Clock clock;
  private final String owner;
  private final int perTurn;
  private final Executor readers;
  private final Map<Job.Kind, Counter> found;
  private int share;
  private Ahead ahead;
  private Instant turnEnds = Instant.EPOCH;
  private long passed;
  private boolean goesOn;

  /**
   * @param component whose jobs they are
   * @param owner this process, unlike any other and any before
   * @param perTurn events that are passed in one turn, where a job says nothing else
   * @param readers who read ahead
   */
  public JobRunner(
      String component,
      Jobs jobs,
      ComponentData data,
      Clock clock,
      String owner,
      int perTurn,
      Executor readers,
      MeterRegistry registry) {
    this.component = component;
    this.jobs = jobs;
    this.data = data;
    this.clock = clock;
    this.owner = owner;
    this.perTurn = perTurn;
    this.readers = readers;
    this.share = ENTITIES;
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
    boolean wasSetBack = turnEnds.isAfter(now.plus(TURN));
    if (wasSetBack || !now.isBefore(turnEnds)) {
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
      goesOn = job.at() != null && passed < pace(job);
      Job before = effect.task().job();
      found.get(job.kind()).increment((double) (job.found() - before.found()));
      tell(before, job);
    } else {
      ahead = null;
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
    return job.of(owner);
  }

  private int pace(Job job) {
    return job.eventsPerSecond() == null ? perTurn : job.eventsPerSecond();
  }

  private Task task(Job job) {
    Ahead read = ahead;
    ahead = null;
    Portion portion = read != null && read.isOf(job) ? read.await() : portion(job, share);
    share = portion.share(share);
    Task task = new Task(job, portion.entities(), portion.data(), portion.then(job));
    readAhead(task);
    return task;
  }

  /**
   * The two have no entity together. Not for a comparison: what it reads must not be much older
   * than its question which changes are told.
   */
  private void readAhead(Task task) {
    Job then = task.then();
    boolean isMore = then.at() != null && passed + task.events() < pace(then);
    if (isMore && then.kind().rebuilds()) {
      int most = share;
      ahead = new Ahead(then, CompletableFuture.supplyAsync(() -> portion(then, most), readers));
    }
  }

  /** As many entities as may be in memory at a time: where they are big, fewer. */
  private Portion portion(Job job, int entities) {
    int most = entities;
    Optional<Portion> portion = portion(job, most, MOST_BYTES);
    while (portion.isEmpty()) {
      most = Math.max(1, most / 4);
      portion = portion(job, most, most == 1 ? Long.MAX_VALUE : MOST_BYTES);
    }
    return portion.get();
  }

  private Optional<Portion> portion(Job job, int most, long mostBytes) {
    if (job.isOfOne()) {
      return portion(job, List.of(job.from()), null, Long.MAX_VALUE);
    }
    if (job.at() == null) {
      List<String> first = job.later().subList(0, Math.min(most, job.later().size()));
      return portion(job, first, null, mostBytes);
    }
    ComponentData.Piece piece = data.read(job.at(), Math.min(MOST_EVENTS, pace(job)), most);
    List<String> entities = piece.entities().stream().filter(job::isAbout).toList();
    return portion(job, entities, piece, mostBytes);
  }

  private Optional<Portion> portion(
      Job job, List<String> entities, ComponentData.Piece piece, long mostBytes) {
    return data.load(job.kind(), entities, mostBytes)
        .map(known -> new Portion(entities, piece, known));
  }

  /**
   * What a task is made of.
   *
   * @param piece of the log; null where there is none to pass
   */
  private record Portion(List<String> entities, ComponentData.Piece piece, TaskData data) {

    /**
     * How many such entities would fill half of the bound.
     *
     * @param before what was thought so far, for a portion that has none
     */
    int share(int before) {
      long fitting = entities.size() * (MOST_BYTES / 2) / Math.max(1, data.bytes());
      return entities.isEmpty() ? before : (int) Math.max(1, Math.min(MOST_EVENTS, fitting));
    }

    /** The job when that is done. */
    Job then(Job job) {
      if (job.isOfOne()) {
        return job.at(null, List.of(), job.total());
      }
      if (piece == null) {
        List<String> rest = job.later().subList(entities.size(), job.later().size());
        return job.at(null, rest, job.done());
      }
      long done = job.done() + piece.events();
      Job.Place next = job.isSample() && done >= job.total() ? null : piece.next();
      return job.at(next, job.later(), done);
    }
  }

  /** What is being read for a job where it is going to be. */
  private record Ahead(Job job, CompletableFuture<Portion> portion) {

    /** Whether the job has come there: it is the same, and is still wanted. */
    boolean isOf(Job other) {
      return job.kind() == other.kind()
          && job.startedAt().equals(other.startedAt())
          && job.at().equals(other.at());
    }

    Portion await() {
      try {
        return portion.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw e;
      }
    }
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
    Job job = then.at(then.at(), later, then.done()).plus(effect.changed(), found);
    return job.at() == null && later.isEmpty() ? job.ended(clock.instant()) : job;
  }

  private void tell(Job before, Job now) {
    if (!now.isRunning()) {
      LOG.atLevel(now.found() > 0 ? Level.WARN : Level.INFO)
          .log(
              "Job {} of {} has ended: {}, {} put right, {} found wrong",
              now.kind(),
              component,
              Plural.of(now.done(), "event"),
              now.changed(),
              now.found());
    } else if (before.percent() / LOGGED_EVERY_PERCENT != now.percent() / LOGGED_EVERY_PERCENT) {
      Instant time = clock.instant();
      LOG.info(
          "Job {} of {} is at {} percent, {} a second, {} s to go",
          now.kind(),
          component,
          now.percent(),
          Plural.of(now.rate(time), "event"),
          now.restSeconds(time));
    }
  }
}
