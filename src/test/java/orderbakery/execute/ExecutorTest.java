package orderbakery.execute;

import static orderbakery.fixtures.Commands.NOON;
import static orderbakery.log.EventStatus.BLOCKED;
import static orderbakery.log.EventStatus.EXECUTED;
import static orderbakery.log.EventStatus.PARKED;
import static orderbakery.log.EventStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.component.Fact;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.Counters;
import orderbakery.fixtures.InMemoryLog;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the events of one counter, and of those that stand still. */
class ExecutorTest {
  private static final String COUNTER = "c";
  private static final int PARTITION = 3;

  private boolean repaired;
  private final InMemoryLog log = new InMemoryLog();
  private final Map<String, Entity> entities = new HashMap<>();
  private final List<Fact> told = new ArrayList<>();
  private final Counters counters = new Counters(() -> repaired);
  private final Executor<String> executor =
      new Executor<>(counters, Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void blocksWhatComesAfterAParkedEventAndNothingElse() {
    schedule("add", "a");
    schedule("break", "b");
    schedule("add", "c");
    execute();

    assertThat(statuses("a", "b", "c")).containsExactly(EXECUTED, PARKED, BLOCKED);
    assertThat(told).extracting(Fact::id).containsExactly("a");
    assertThat(log.bookkeepingOf("b").attempts()).isEqualTo(1);
    assertThat(log.bookkeepingOf("b").fault().message()).isEqualTo("cannot break");
  }

  @Test
  void retriesWhatIsParkedAndThenWhatWaitsBehindIt() {
    parkWithOneBehind();
    repaired = true;
    intervene("r", Intervention.RETRY, "b");
    execute();

    assertThat(statuses("b", "c", "r")).containsExactly(EXECUTED, EXECUTED, EXECUTED);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "b;c;");
    assertThat(told).extracting(fact -> fact.position().sequence()).containsExactly(3L, 3L);
    assertThat(log.bookkeepingOf("b").releasedBy()).isEqualTo("r");
  }

  @Test
  void skipsWhatIsParkedAndDecidesWhatWaitsBehindIt() {
    parkWithOneBehind();
    intervene("s", Intervention.SKIP, "b");
    execute();

    assertThat(statuses("b", "c", "s")).containsExactly(REJECTED, EXECUTED, EXECUTED);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "c;");
    assertThat(told.get(0).problem().detail()).endsWith("an operator skipped it: test");
    assertThat(log.bookkeepingOf("b").skippedBy()).isEqualTo("s");
  }

  @Test
  void refusesARetryThatFailsAgainAndRecordsTheSecondFailure() {
    parkWithOneBehind();
    intervene("r", Intervention.RETRY, "b");
    execute();

    assertThat(statuses("b", "c", "r")).containsExactly(PARKED, BLOCKED, REJECTED);
    assertThat(log.bookkeepingOf("b").attempts()).isEqualTo(2);
    assertThat(log.bookkeepingOf("b").stoppedAt()).isEqualTo(3);
    assertThat(log.bookkeepingOf("r").problem())
        .containsEntry("detail", "Its decision has failed again.");
    assertThat(told).isEmpty();
  }

  @Test
  void refusesAReleaseOfWhatIsNotParked() {
    schedule("add", "a");
    intervene("r", Intervention.RETRY, "a");
    execute();

    assertThat(statuses("a", "r")).containsExactly(EXECUTED, REJECTED);
    assertThat(log.bookkeepingOf("r").problem())
        .containsEntry("type", "/problems/counter-not-changeable");
  }

  @Test
  void losesNothingWhenItsSourceIsRebuiltWhileEventsStandStill() {
    schedule("add", "a");
    parkWithOneBehind();
    intervene("again", Intervention.RETRY, "b");
    execute();
    assertThat(statuses("b", "c", "again")).containsExactly(PARKED, BLOCKED, REJECTED);

    Entity rebuilt = new Fold<>(counters).of(log.logged(COUNTER)).orElseThrow();
    entities.put(COUNTER, rebuilt);
    assertThat(rebuilt.lastSequence()).as("of the last that was decided").isEqualTo(1);
    repaired = true;
    intervene("r", Intervention.RETRY, "b");
    execute();

    assertThat(statuses("b", "c", "r")).containsExactly(EXECUTED, EXECUTED, EXECUTED);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "a;b;c;");
  }

  @Test
  void takesSoManyEventsOfOneEntityAndTheRestInTheNextBatch() {
    for (int i = 0; i < Executor.EVENTS_OF_ONE_ENTITY + 1; i++) {
      schedule("add", "a" + i);
    }

    assertThat(execute().more()).containsExactly(PARTITION);
    assertThat(entities.get(COUNTER).version()).isEqualTo(Executor.EVENTS_OF_ONE_ENTITY);
    assertThat(told).hasSize(Executor.EVENTS_OF_ONE_ENTITY);

    assertThat(execute().more()).isEmpty();
    assertThat(entities.get(COUNTER).version()).isEqualTo(Executor.EVENTS_OF_ONE_ENTITY + 1);
  }

  @Test
  void tellsTheNewestChangeOnceMoreAtANewPlace() {
    schedule("add", "a");
    execute();
    told.clear();
    intervene("p", Intervention.REPUBLISH, "");
    execute();

    assertThat(statuses("p")).containsExactly(EXECUTED);
    assertThat(told)
        .singleElement()
        .satisfies(
            fact -> {
              assertThat(fact.id()).isEqualTo("a");
              assertThat(fact.type()).isEqualTo("counter.created");
              assertThat(fact.position()).isEqualTo(new Position(PARTITION, 2));
              assertThat(fact.version()).isEqualTo(1);
            });
  }

  @Test
  void refusesToTellOfWhatThereIsNot() {
    intervene("p", Intervention.REPUBLISH, "");
    execute();

    assertThat(statuses("p")).containsExactly(REJECTED);
    assertThat(log.bookkeepingOf("p").problem()).containsEntry("type", "/problems/unknown-counter");
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'\"v1\"', REJECTED", "'\"v2\"', EXECUTED", "*, EXECUTED", ", EXECUTED"})
  void refusesACommandThatMeansAnotherVersion(String ifMatch, EventStatus status) {
    schedule("add", "a");
    schedule("add", "b");
    execute();
    schedule(command("add", "c", ifMatch));
    execute();

    assertThat(statuses("c")).containsExactly(status);
    if (status == REJECTED) {
      assertThat(log.bookkeepingOf("c").problem())
          .containsEntry("type", "/problems/version-mismatch")
          .containsEntry("status", 412)
          .containsEntry("currentVersion", 2L);
    }
  }

  @Test
  void callsInterventionsByTheWordsThatAreInTheLog() {
    assertThat(Stream.of(Intervention.values()).map(Intervention::operation))
        .containsExactly("retry", "skip", "republish");
    assertThat(Intervention.of("retry")).contains(Intervention.RETRY);
    assertThat(Intervention.of("skip")).contains(Intervention.SKIP);
    assertThat(Intervention.of("republish")).contains(Intervention.REPUBLISH);
    assertThat(Intervention.of("add")).isEmpty();
  }

  private void parkWithOneBehind() {
    schedule("break", "b");
    schedule("add", "c");
    execute();
  }

  private void schedule(String operation, String id) {
    schedule(command(operation, id, null));
  }

  private void intervene(String id, Intervention intervention, String target) {
    schedule(Commands.intervention(id, COUNTER, intervention, target));
  }

  private void schedule(ScheduledCommand command) {
    Position next = new Position(PARTITION, log.events().size() + 1L);
    log.insert(List.of(new PlatformEvent(command, next, NOON, 1)));
  }

  private static ScheduledCommand command(String operation, String id, String ifMatch) {
    return new ScheduledCommand(
        id, COUNTER, "counter", operation, Map.of(), ifMatch, NOON, "test", "ada", "00", null);
  }

  /** All that is pending, in one batch; written, marked and told. */
  private Execution execute() {
    Execution execution =
        executor.execute(
            new Backlog(
                log.with(EventStatus.PENDING, PARTITION),
                entities,
                Map.of(COUNTER, new Standstill(log.stuck(COUNTER), false)),
                Map.of(),
                Set.of()));
    execution.writes().forEach(write -> entities.put(write.entity().id(), write.entity()));
    execution.early().forEach(log::mark);
    told.addAll(execution.facts());
    execution.marks().forEach(log::mark);
    return execution;
  }

  private List<EventStatus> statuses(String... ids) {
    return Stream.of(ids).map(log::statusOf).toList();
  }
}
