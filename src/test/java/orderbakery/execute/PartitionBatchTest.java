package orderbakery.execute;

import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.component.Fact;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.Counters;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import org.junit.jupiter.api.Test;

/** What one partition of a batch means to the others. */
class PartitionBatchTest {
  private final List<PlatformEvent> pending = new ArrayList<>();

  @Test
  void leavesWhatComesBehindAFullEntityToTheNextBatch() {
    for (long sequence = 1; sequence <= Executor.EVENTS_OF_ONE_ENTITY + 1; sequence++) {
      add(1, sequence, "often", "add");
    }
    add(1, Executor.EVENTS_OF_ONE_ENTITY + 2, "seldom", "add");
    add(2, 1, "other", "add");
    Execution execution = execute();

    assertThat(execution.more()).containsExactly(1);
    assertThat(execution.facts())
        .extracting(Fact::entityId)
        .hasSize(Executor.EVENTS_OF_ONE_ENTITY + 1)
        .contains("often", "other")
        .doesNotContain("seldom");
  }

  @Test
  void parksWhatFailsAndNothingOfAnother() {
    add(1, 1, "broken", "break");
    add(2, 1, "whole", "add");
    Execution execution = execute();

    assertThat(execution.early())
        .singleElement()
        .satisfies(
            mark -> {
              assertThat(mark.values().status()).isEqualTo(EventStatus.PARKED);
              assertThat(mark.ids()).containsExactly("broken-1");
            });
    assertThat(execution.facts()).extracting(Fact::entityId).containsExactly("whole");
    assertThat(execution.writes()).extracting(it -> it.entity().id()).containsExactly("whole");
  }

  private void add(int partition, long sequence, String entity, String operation) {
    pending.add(
        new PlatformEvent(
            Commands.counter(entity + "-" + sequence, entity, operation),
            new Position(partition, sequence),
            NOON,
            1));
  }

  private Execution execute() {
    SideBySide always = new SideBySide(System::nanoTime, 0);
    return new Executor<>(new Counters(), Clock.fixed(NOON, ZoneOffset.UTC), always)
        .execute(new Backlog(pending, Map.of(), Map.of(), Map.of(), Set.of()));
  }
}
