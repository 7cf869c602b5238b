package orderbakery.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.InMemoryLog;
import org.junit.jupiter.api.Test;

class SequencerTest {
  private static final int FORM = 7;
  private final InMemoryLog log = new InMemoryLog();
  private final List<String> conflicts = new ArrayList<>();

  @Test
  void numbersEachPartitionFromOneWithoutAHole() {
    List<PlatformEvent> events =
        sequencer(2, Commands.NOON)
            .number(List.of(add("1", "a"), add("2", "d"), add("3", "a")), false);

    assertThat(events).extracting(PlatformEvent::sequence).containsExactly(1L, 1L, 2L);
    assertThat(events.get(0).partition()).isEqualTo(events.get(2).partition());
  }

  @Test
  void continuesWhereTheLogEnds() {
    log.insert(sequencer(1, Commands.NOON).number(List.of(add("1", "a"), add("2", "a")), false));

    List<PlatformEvent> events = sequencer(1, Commands.NOON).number(List.of(add("3", "a")), false);

    assertThat(events).extracting(PlatformEvent::sequence).containsExactly(3L);
  }

  @Test
  void countsACommandIdOnce() {
    List<PlatformEvent> events =
        sequencer(1, Commands.NOON).number(List.of(add("1", "a"), add("1", "a")), false);

    assertThat(events).hasSize(1);
  }

  @Test
  void leavesOutWhatIsStoredWhenItNumbersAgain() {
    Sequencer sequencer = sequencer(1, Commands.NOON);
    log.insert(sequencer.number(List.of(add("1", "a")), false));

    List<PlatformEvent> events = sequencer.number(List.of(add("2", "a"), add("1", "a")), true);

    assertThat(events).extracting(PlatformEvent::id).containsExactly("2");
    assertThat(events).extracting(PlatformEvent::sequence).containsExactly(2L);
  }

  @Test
  void keepsTheFirstOfTwoRequestsWithOneIdAndTellsOfTheOther() {
    ScheduledCommand first = Commands.counter("1", "a", "add");
    Sequencer sequencer = sequencer(1, Commands.NOON);

    List<PlatformEvent> together =
        sequencer.number(List.of(first, first.withDigest("other")), false);
    log.insert(together);
    List<PlatformEvent> later = sequencer.number(List.of(first, first.withDigest("third")), true);

    assertThat(together).extracting(PlatformEvent::command).containsExactly(first);
    assertThat(later).isEmpty();
    assertThat(conflicts).containsExactly("other", "third");
  }

  @Test
  void notesTheFormThatTheComponentWritesToday() {
    assertThat(sequencer(1, Commands.NOON).number(List.of(add("1", "a")), false))
        .extracting(PlatformEvent::schemaVersion)
        .containsExactly(FORM);
  }

  @Test
  void neverLetsCreationTimeGoBack() {
    log.insert(sequencer(1, Commands.NOON).number(List.of(add("1", "a")), false));

    List<PlatformEvent> events =
        sequencer(1, Commands.NOON.minusSeconds(60)).number(List.of(add("2", "a")), false);

    assertThat(events).extracting(PlatformEvent::creationTime).containsExactly(Commands.NOON);
  }

  private Sequencer sequencer(int partitions, Instant now) {
    return new Sequencer(
        new Partitions(partitions),
        log,
        Clock.fixed(now, ZoneOffset.UTC),
        second -> conflicts.add(second.digest()),
        component -> FORM);
  }

  private static ScheduledCommand add(String id, String entityId) {
    return Commands.counter(id, entityId, "add");
  }

  @Test
  void leavesNoHoleWhenWhatItNumberedWasNeverStored() {
    Sequencer sequencer = sequencer(1, Commands.NOON);
    sequencer.number(List.of(add("1", "a")), false);

    assertThat(sequencer.number(List.of(add("2", "a")), false))
        .extracting(PlatformEvent::sequence)
        .containsExactly(1L);
  }

  @Test
  void countsOnFromWhatWasStored() {
    Sequencer sequencer = sequencer(1, Commands.NOON);
    sequencer.confirm(sequencer.number(List.of(add("1", "a"), add("2", "a")), false));

    assertThat(sequencer.number(List.of(add("3", "a")), false))
        .extracting(PlatformEvent::sequence)
        .containsExactly(3L);
  }
}
