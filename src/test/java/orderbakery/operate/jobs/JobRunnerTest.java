package orderbakery.operate.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import orderbakery.execute.Entity;
import orderbakery.execute.EntityWrite;
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
  private final JobRunner runner =
      new JobRunner("order", jobs, data, clock, "me", PER_TURN, new SimpleMeterRegistry());

  @Test
  void passesATurnAtOnceWhereEntitiesAreSmall() {
    data.hold(5000, KIB);
    jobs.job = job(5000);

    List<Task> turn = turn(Duration.ZERO);

    assertThat(turn).singleElement().extracting(it -> it.entities().size()).isEqualTo(PER_TURN);
    assertThat(jobs.job.done()).isEqualTo(PER_TURN);
    assertThat(jobs.claims).isOne();
  }

  @Test
  void passesATurnInPiecesThatFitIntoMemoryWhereEntitiesAreBig() {
    data.hold(5000, 200 * KIB);
    jobs.job = job(5000);

    List<Task> turn = turn(Duration.ofMillis(1));

    assertThat(turn).allSatisfy(it -> assertThat(it.data().bytes()).isBetween(1L, MOST_BYTES));
    assertThat(jobs.job.done()).isBetween((long) PER_TURN, PER_TURN + 20L);
    assertThat(entities(turn)).isEqualTo(data.ids(0, (int) jobs.job.done()));
    assertThat(data.refused).as("read and given up as too much").isLessThan(10);
  }

  @Test
  void leavesTheRestOfASlowTurnToTheNext() {
    data.hold(300, 200 * KIB);
    jobs.job = job(300);

    List<Task> turn = turn(Duration.ofMillis(600));
    assertThat(turn).hasSize(2);

    for (Instant before = clock.now; jobs.job.isRunning() && turn.size() < 100; ) {
      clock.now = before;
      turn.addAll(turn(Duration.ofMillis(600)));
    }
    assertThat(entities(turn)).isEqualTo(data.ids(0, 300));
  }

  @Test
  void looksAtOneEntityHoweverBigItIs() {
    data.hold(3, 10_000 * KIB);
    jobs.job = job(3);

    assertThat(turn(Duration.ZERO))
        .extracting(Task::entities)
        .isEqualTo(data.ids(0, 3).stream().map(List::of).toList());
    assertThat(jobs.job.isRunning()).isFalse();
  }

  @Test
  void looksAtWhatWasInMotionOnceInATurnAndAPieceAtATime() {
    data.hold(100, 200 * KIB);
    jobs.job = job(100);
    List<Task> first = turn(Duration.ofMillis(1), true);
    assertThat(entities(first)).isEqualTo(data.ids(0, 100));
    assertThat(jobs.job.later()).isEqualTo(data.ids(0, 100));

    List<Task> second = turn(Duration.ofMillis(1), true);

    assertThat(second).hasSize(1);
    List<String> looked = second.get(0).entities();
    assertThat(looked).hasSizeBetween(2, 20).isEqualTo(data.ids(0, looked.size()));
    assertThat(jobs.job.later())
        .as("the others come first, those of this turn last")
        .hasSize(100)
        .startsWith(String.valueOf(looked.size()))
        .endsWith(looked.get(looked.size() - 1));
  }

  @Test
  void takesTheSamePieceAgainWhereItWasNotKept() {
    data.hold(100, KIB);
    jobs.job = job(100);
    Task task = runner.turn().next();

    assertThat(runner.turn().next()).isEqualTo(task);
  }

  private List<Task> turn(Duration each) {
    return turn(each, false);
  }

  private List<Task> turn(Duration each, boolean moves) {
    List<Task> tasks = new ArrayList<>();
    for (Iterator<Task> turn = runner.turn(); turn.hasNext(); ) {
      Task task = turn.next();
      tasks.add(task);
      List<String> later = moves ? task.entities() : List.of();
      runner.keep(new Effect(task, List.of(), List.of(), List.of(), later, 0));
      clock.now = clock.now.plus(each);
    }
    return tasks;
  }

  private static List<String> entities(List<Task> tasks) {
    return tasks.stream().flatMap(it -> it.entities().stream()).toList();
  }

  private static Job job(long total) {
    return new Job(
        Job.Kind.PRESENTATION,
        null,
        null,
        true,
        new Justification("ada", "test"),
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
    private long bytesOfEach;
    private int refused;

    void hold(int entities, long bytes) {
      count = entities;
      bytesOfEach = bytes;
    }

    List<String> ids(int from, int to) {
      return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    @Override
    public Piece read(Job.Place behind, int limit) {
      int from = (int) behind.sequence();
      int to = Math.min(count, from + limit);
      return new Piece(ids(from, to), to - from, to < count ? new Job.Place(0, to) : null);
    }

    @Override
    public Optional<TaskData> load(Job.Kind kind, List<String> ids, long mostBytes) {
      long bytes = ids.size() * bytesOfEach;
      refused += bytes > mostBytes ? 1 : 0;
      return bytes > mostBytes
          ? Optional.empty()
          : Optional.of(new TaskData(Map.of(), Map.of(), Map.of(), bytes));
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
    public boolean write(EntityWrite write, Entity read) {
      throw new UnsupportedOperationException("tasks are done elsewhere");
    }

    @Override
    public void removePresentation(String entityId, long version) {
      throw new UnsupportedOperationException("tasks are done elsewhere");
    }
  }

  private static final class OneJob implements Jobs {
    private Job job;
    private int claims;

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
      job = kept;
      return true;
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
