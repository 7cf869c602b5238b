package orderbakery.execute;

import static java.util.stream.Collectors.toMap;
import static orderbakery.fixtures.Commands.NOON;
import static orderbakery.log.EventStatus.BLOCKED;
import static orderbakery.log.EventStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.Counters;
import orderbakery.fixtures.InMemoryLog;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;

/** Partitions that are decided side by side come to what they come to one after another. */
class SideBySidePropertyTest {
  private static final int PARTITIONS = 3;
  private static final int BATCHES = 3;
  private static final List<String> OPERATIONS =
      List.of("add", "add", "add", "add", "refuse", "break", "retry", "skip", "republish");

  private final InMemoryLog log = new InMemoryLog();
  private final Map<String, Entity> entities = new HashMap<>();
  private Random chance;
  private boolean repaired;

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void comesToTheSameAsOneAfterAnother(@ForAll long seed) {
    chance = new Random(seed);
    Executor<String> oneByOne = executor(Long.MAX_VALUE);
    Executor<String> together = executor(0);
    for (int batch = 0; batch < BATCHES; batch++) {
      repaired = chance.nextInt(3) == 0;
      IntStream.range(0, chance.nextInt(150)).forEach(i -> schedule());
      Backlog backlog = backlog();
      Execution expected = oneByOne.execute(backlog);

      assertThat(withoutStacks(together.execute(backlog))).isEqualTo(withoutStacks(expected));
      carryOut(expected);
    }
  }

  /** A stack tells on which thread it was. */
  private static Execution withoutStacks(Execution execution) {
    return new Execution(
        execution.writes(),
        execution.facts(),
        execution.early().stream().map(SideBySidePropertyTest::withoutStack).toList(),
        execution.marks(),
        execution.more());
  }

  private static Mark withoutStack(Mark mark) {
    Bookkeeping values = mark.values();
    return values.fault() == null
        ? mark
        : new Mark(
            Bookkeeping.parked(
                values.attempts(),
                values.stoppedAt(),
                new Fault(values.fault().kind(), values.fault().message(), "", NOON)),
            mark.ids());
  }

  private Executor<String> executor(long worthItNanos) {
    return new Executor<>(
        new Counters(() -> repaired),
        Clock.fixed(NOON, ZoneOffset.UTC),
        new SideBySide(System::nanoTime, worthItNanos));
  }

  private void schedule() {
    int partition = chance.nextInt(PARTITIONS);
    String entity = "e" + partition + "-" + (chance.nextInt(4) == 0 ? "seldom" : "often");
    int number = log.events().size();
    String operation = OPERATIONS.get(chance.nextInt(OPERATIONS.size()));
    long sequence = log.top(partition).sequence() + 1;
    log.insert(
        List.of(
            new PlatformEvent(
                command("c" + number, entity, operation),
                new Position(partition, sequence),
                NOON,
                1)));
  }

  private ScheduledCommand command(String id, String entity, String operation) {
    return Intervention.of(operation)
        .map(it -> Commands.intervention(id, entity, it, target(entity)))
        .orElseGet(() -> Commands.counter(id, entity, operation));
  }

  /** What stands still, if anything does. */
  private String target(String entity) {
    return log.stuck(entity).stream().findFirst().map(it -> it.event().id()).orElse("none");
  }

  private Backlog backlog() {
    return new Backlog(
        IntStream.range(0, PARTITIONS)
            .boxed()
            .flatMap(partition -> log.with(PENDING, partition).stream())
            .toList(),
        entities,
        log.events().stream()
            .map(PlatformEvent::entityId)
            .distinct()
            .collect(toMap(id -> id, id -> new Standstill(log.stuck(id), false))),
        releases(),
        Set.of());
  }

  private Map<String, String> releases() {
    Map<String, String> releases = new HashMap<>();
    for (PlatformEvent event : log.events()) {
      Bookkeeping values = log.bookkeepingOf(event.id());
      if (values != null && values.status() != BLOCKED) {
        Stream.of(values.releasedBy(), values.skippedBy())
            .filter(Objects::nonNull)
            .forEach(release -> releases.put(event.id(), release));
      }
    }
    return releases;
  }

  private void carryOut(Execution execution) {
    execution.writes().forEach(write -> entities.put(write.entity().id(), write.entity()));
    execution.early().forEach(log::mark);
    execution.marks().forEach(log::mark);
  }
}
