package orderbakery.operate.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import orderbakery.execute.Entity;
import orderbakery.fixtures.Commands;
import orderbakery.operate.Justification;
import org.junit.jupiter.api.Test;

class JobRunnerTest {
  private static final int KIB = 1024;
  private static final long MOST_BYTES = 4096L * KIB;
  private static final int PER_TURN = 2000;

  private final LogInMemory data = new LogInMemory();
  private final OneJob jobs = new OneJob();
  private final Hand clock = new Hand();
  private final Deque<Runnable> toRead = new ArrayDeque<>();
  private final JobRunner runner = runner(Runnable::run);

  private JobRunner runner(Executor readers) {
    return new JobRunner(
        "order", jobs, data, clock, "me", PER_TURN, readers, new SimpleMeterRegistry());
  }

  @Test
  void passesATurnAtOnceWhereEntitiesAreSmall() {
    data.hold(5000, KIB);
    jobs.job = job(5000);

    assertThat(second(false))
        .singleElement()
        .extracting(it -> it.entities().size())
        .isEqualTo(PER_TURN);
    assertThat(second(false)).hasSize(1);
    assertThat(jobs.job.done()).isEqualTo(2 * PER_TURN);
    assertThat(jobs.claims).isEqualTo(2);
  }

  @Test
  void asksOnceInASecondWhetherThereIsAJob() {
    jobs.job = ended();

    assertThat(second(false)).isEmpty();
    assertThat(second(false)).isEmpty();

    assertThat(jobs.claims).isEqualTo(2);
  }

  @Test
  void goesOnAfterTheClockWasSetBack() {
    jobs.job = ended();
    assertThat(runner.next()).isNull();

    clock.now = clock.now.minusSeconds(3600);
    assertThat(runner.next()).isNull();

    assertThat(jobs.claims).isEqualTo(2);
  }

  @Test
  void passesATurnInTasksThatFitIntoMemoryWhereEntitiesAreOfSomeSize() {
    data.hold(5000, 5 * KIB);
    jobs.job = job(5000);

    List<Task> tasks = second(false);

    assertThat(tasks).hasSizeBetween(2, 5).allSatisfy(JobRunnerTest::assertFits);
    assertThat(jobs.job.done()).isBetween((long) PER_TURN, PER_TURN + 500L);
    assertThat(entities(tasks)).isEqualTo(data.ids(0, (int) jobs.job.done()));
  }

  @Test
  void passesWhatFitsWhereEntitiesAreBigAndMissesNone() {
    data.hold(300, 200 * KIB);
    jobs.job = job(300);

    List<Task> tasks = new ArrayList<>();
    while (jobs.job.isRunning()) {
      List<Task> second = second(false);
      assertThat(second).hasSizeBetween(1, 5).allSatisfy(JobRunnerTest::assertFits);
      tasks.addAll(second);
    }

    assertThat(entities(tasks)).isEqualTo(data.ids(0, 300));
    assertThat(data.refused).as("read and given up as too much").isLessThan(10);
  }

  private static void assertFits(Task task) {
    assertThat(task.data().bytes()).isBetween(1L, MOST_BYTES);
  }

  @Test
  void looksAtOneEntityHoweverBigItIs() {
    data.hold(3, 10_000 * KIB);
    jobs.job = job(3);

    assertThat(second(false))
        .extracting(Task::entities)
        .isEqualTo(data.ids(0, 3).stream().map(List::of).toList());
    assertThat(jobs.job.isRunning()).isFalse();
  }

  @Test
  void looksAtWhatWasInMotionOnceInATurnAndATaskAtATime() {
    data.hold(30, 200 * KIB);
    jobs.job = job(30);
    assertThat(entities(second(true))).isEqualTo(data.ids(0, 30));
    assertThat(jobs.job.later()).isEqualTo(data.ids(0, 30));

    List<Task> second = second(true);

    assertThat(second).hasSize(1).allSatisfy(JobRunnerTest::assertFits);
    List<String> looked = second.get(0).entities();
    assertThat(looked).hasSizeBetween(2, 20).isEqualTo(data.ids(0, looked.size()));
    assertThat(jobs.job.later())
        .as("the others come first, those of this turn last")
        .hasSize(30)
        .startsWith(String.valueOf(looked.size()))
        .endsWith(looked.get(looked.size() - 1));
  }

  @Test
  void takesTheSameTaskAgainInTheNextTurnWhereItWasNotKept() {
    data.hold(100, KIB);
    jobs.job = job(100);
    Task task = runner.next();

    assertThat(runner.next()).isNull();
    clock.now = clock.now.plusSeconds(1);
    assertThat(runner.next()).isEqualTo(task);
  }

  @Test
  void goesAsFastAsAJobAsks() {
    data.hold(50_000, 1);
    jobs.job = job(50_000, 30_000, Job.Kind.PRESENTATION);

    List<Integer> sizes = second(false).stream().map(it -> it.entities().size()).toList();

    assertThat(sizes).containsExactly(2_500, 10_000, 10_000, 10_000);
    assertThat(jobs.job.eventsPerSecond()).isEqualTo(30_000);
  }

  @Test
  void readsTheNextPieceWhileOneIsDone() {
    data.hold(50, 200 * KIB);
    jobs.job = job(50);
    JobRunner two = runner(toRead::add);
    Task first = two.next();
    int read = data.loaded.size();

    toRead.remove().run();
    keep(two, first);
    Task second = two.next();

    assertThat(data.loaded).as("read once, while the first was done").hasSize(read + 1);
    assertThat(data.loaded.get(read)).isEqualTo(second.entities());
    assertThat(entities(List.of(first, second)))
        .isEqualTo(data.ids(0, first.entities().size() + second.entities().size()));
    assertThat(second.job()).isEqualTo(jobs.job);
  }

  @Test
  void readsNothingAheadForAComparison() {
    data.hold(50, 200 * KIB);
    jobs.job = job(50, null, Job.Kind.RECONCILE);

    assertThat(runner(toRead::add).next()).isNotNull();

    assertThat(toRead).isEmpty();
  }

  @Test
  void usesNothingThatItHasReadAheadOfATaskThatWasNotKept() {
    data.hold(50, 200 * KIB);
    jobs.job = job(50);
    JobRunner two = runner(toRead::add);
    two.next();
    toRead.remove().run();
    clock.now = clock.now.plusSeconds(1);

    Task again = two.next();

    assertThat(again.entities()).startsWith("0").hasSizeLessThanOrEqualTo(20);
    toRead.remove().run();
    jobs.job = again.then();
    jobs.refuses = true;
    keep(two, again);
    int read = data.loaded.size();
    clock.now = clock.now.plusSeconds(1);

    assertThat(two.next().entities()).startsWith(String.valueOf(again.entities().size()));
    assertThat(data.loaded).as("read again: it may be another process's").hasSize(read + 1);
  }

  @Test
  void failsAsTheReadingAheadDidAndReadsAgain() {
    data.hold(50, 200 * KIB);
    jobs.job = job(50);
    JobRunner two = runner(toRead::add);
    keep(two, two.next());
    data.fails = true;
    toRead.remove().run();

    assertThatIllegalStateException().isThrownBy(two::next).withMessage("the store is away");

    data.fails = false;
    clock.now = clock.now.plusSeconds(1);
    assertThat(two.next().job()).isEqualTo(jobs.job);
  }

  private static void keep(JobRunner runner, Task task) {
    runner.keep(new Effect(task, List.of(), List.of(), List.of(), List.of(), 0));
  }

  /** What is asked for five times in a second. */
  private List<Task> second(boolean moves) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Task task = runner.next();
      if (task != null) {
        tasks.add(task);
        List<String> later = moves ? task.entities() : List.of();
        runner.keep(new Effect(task, List.of(), List.of(), List.of(), later, 0));
      }
      clock.now = clock.now.plusMillis(200);
    }
    return tasks;
  }

  private static List<String> entities(List<Task> tasks) {
    return tasks.stream().flatMap(it -> it.entities().stream()).toList();
  }

  private static Job job(long total) {
    return job(total, null, Job.Kind.PRESENTATION);
  }

  private static Job ended() {
    return job(0).ended(Commands.NOON);
  }

  private static Job job(long total, Integer eventsPerSecond, Job.Kind kind) {
    return new Job(
        kind,
        null,
        null,
        true,
        new Justification("ada", "test"),
        eventsPerSecond,
        false,
        Commands.NOON,
        null,
        Job.Place.BEGINNING,
        List.of(),
        0,
        total,
        0,
        0,
        null);
  }

  /** One event and one entity at each place. */
  private static final class LogInMemory implements ComponentData {
    private int count;
    private final List<List<String>> loaded = new ArrayList<>();
    private long bytesOfEach;
    private int refused;
    private boolean fails;

    void hold(int entities, long bytes) {
      count = entities;
      bytesOfEach = bytes;
    }

    List<String> ids(int from, int to) {
      return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    @Override
    public Piece read(Job.Place behind, int mostEvents, int mostEntities) {
      int from = (int) behind.sequence();
      int to = Math.min(count, from + Math.min(mostEvents, mostEntities));
      return new Piece(ids(from, to), to - from, to < count ? new Job.Place(0, to) : null);
    }

    @Override
    public Optional<TaskData> load(Job.Kind kind, List<String> ids, long mostBytes) {
      if (fails) {
        throw new IllegalStateException("the store is away");
      }
      loaded.add(ids);
      long bytes = ids.size() * bytesOfEach;
      refused += bytes > mostBytes ? 1 : 0;
      return bytes > mostBytes
          ? Optional.empty()
          : Optional.of(new TaskData(Map.of(), Map.of(), Map.of(), Map.of(), bytes));
    }

    @Override
    public long countEvents() {
      return count;
    }

    @Override
    public Set<String> told(Collection<Entity> entities) {
      throw new UnsupportedOperationException("tasks are done elsewhere");
    }

    @Override
    public Set<String> write(List<Rewrite> rewrites) {
      throw new UnsupportedOperationException("tasks are done elsewhere");
    }

    @Override
    public void remove(StoredPresentation presentation) {
      throw new UnsupportedOperationException("tasks are done elsewhere");
    }
  }

  private static final class OneJob implements Jobs {
    private Job job;
    private int claims;
    private boolean refuses;

    @Override
    public boolean begin(Job begun) {
      throw new UnsupportedOperationException("it has begun");
    }

    @Override
    public List<Job> all() {
      return List.of(job);
    }

    @Override
    public Optional<Job> claim(String owner, Instant now, Instant until) {
      claims++;
      return Optional.of(job).filter(Job::isRunning);
    }

    @Override
    public boolean keep(Job kept, List<Difference> differences, Instant until) {
      job = refuses ? job : kept;
      return !refuses;
    }

    @Override
    public List<Difference> differences(Job.Kind kind) {
      return List.of();
    }

    @Override
    public boolean cancel(Job.Kind kind, Instant now) {
      throw new UnsupportedOperationException("it goes on");
    }
  }

  private static final class Hand extends Clock {
    private Instant now = Commands.NOON;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("UTC will do");
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
