package orderbakery.execute;

import static orderbakery.fixtures.Commands.NOON;
import static orderbakery.log.EventStatus.BLOCKED;
import static orderbakery.log.EventStatus.EXECUTED;
import static orderbakery.log.EventStatus.PARKED;
import static orderbakery.log.EventStatus.PENDING;
import static orderbakery.log.EventStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private int mostRead = 500;
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
  void marksWhatStandsStillOrIsRefusedBeforeItTellsAnything() {
    schedule("add", "a");
    schedule("break", "b");
    schedule("add", "c");
    intervene("p", Intervention.REPUBLISH, "");
    Execution execution = decide();

    assertThat(execution.early())
        .extracting(mark -> mark.values().status())
        .containsExactly(PARKED, BLOCKED);
    assertThat(execution.marks()).extracting(Mark::ids).containsExactly(List.of("a"), List.of("p"));
    execute();
    intervene("s", Intervention.SKIP, "c");
    assertThat(decide().early()).extracting(Mark::ids).containsExactly(List.of("s"));
    assertThat(decide().marks()).isEmpty();
  }

  @Test
  void releasesWhatHasComeMeanwhileToo() {
    parkWithOneBehind();
    repaired = true;
    schedule("add", "d");
    intervene("r", Intervention.RETRY, "b");

    assertThat(execute().more()).isEmpty();
    assertThat(statuses("b", "c", "d", "r"))
        .containsExactly(EXECUTED, EXECUTED, EXECUTED, EXECUTED);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "b;c;d;");
    assertThat(log.bookkeepingOf("r").entityVersion()).isEqualTo(3);
    assertThat(log.bookkeepingOf("d").releasedBy()).isEqualTo("r");
  }

  @Test
  void leavesNothingForTheNextBatchOnceAnInterventionHasEnded() {
    schedule("break", "b");
    schedule("break", "c");
    execute();

    intervene("again", Intervention.RETRY, "b");
    assertThat(execute().more()).as("failed again").isEmpty();
    intervene("other", Intervention.RETRY, "c");
    assertThat(execute().more()).as("refused").isEmpty();
    schedule(command("retry", "malformed", null));
    assertThat(execute().more()).as("malformed").isEmpty();
    intervene("skip", Intervention.SKIP, "b");
    assertThat(execute().more()).as("stopped by the next").isEmpty();
    intervene("last", Intervention.SKIP, "c");
    assertThat(execute().more()).as("done").isEmpty();
    intervene("none", Intervention.REPUBLISH, "");
    assertThat(execute().more()).as("nothing to tell").isEmpty();
    schedule("add", "a");
    execute();
    intervene("once", Intervention.REPUBLISH, "");
    assertThat(execute().more()).as("told").isEmpty();
    assertThat(log.with(PENDING, PARTITION)).isEmpty();
  }

  @Test
  void writesAnEntityAsNewOnce() {
    schedule("add", "a");
    assertThat(decide().writes()).singleElement().matches(EntityWrite::isNew);
    execute();
    schedule("add", "b");
    assertThat(decide().writes()).singleElement().matches(write -> !write.isNew());
    execute();
    schedule("refuse", "c");
    assertThat(execute().writes()).as("a refusal changes nothing").isEmpty();
  }

  @Test
  void isFoldedIntoWhatItHasWritten() {
    schedule("add", "a");
    parkWithOneBehind();
    repaired = true;
    intervene("r", Intervention.RETRY, "b");
    execute();
    intervene("p", Intervention.REPUBLISH, "");
    execute();

    Entity written = entities.get(COUNTER);
    Entity folded = new Fold<>(counters).of(log.logged(COUNTER)).orElseThrow();

    assertThat(folded.state()).isEqualTo(written.state()).containsEntry("added", "a;b;c;");
    assertThat(folded.version()).isEqualTo(written.version()).isEqualTo(3);
    assertThat(folded.fact()).isEqualTo(written.fact());
    assertThat(folded.fact().orElseThrow().position().sequence()).isEqualTo(5);
    assertThat(folded.newest().orElseThrow().told().toString()).isEqualTo("created=1 updated=5");
    assertThat(log.logged(COUNTER)).allMatch(Logged::hasTakenEffect);
    schedule("refuse", "d");
    execute();
    assertThat(log.logged(COUNTER).get(5).hasTakenEffect()).isFalse();
  }

  @Test
  void isFoldedInTheOrderInWhichItWasReleased() {
    parkWithOneBehind();
    repaired = true;
    intervene("r", Intervention.RETRY, "b");
    execute();

    Entity folded = new Fold<>(counters).of(log.logged(COUNTER)).orElseThrow();

    assertThat(folded.fact()).isEqualTo(entities.get(COUNTER).fact());
    assertThat(folded.newest().orElseThrow().shownAt()).isEqualTo(3);
  }

  @Test
  void repeatsWordForWordWhatItDecidedBeforeACrash() {
    schedule("add", "a");
    schedule("refuse", "b");
    schedule("add", "c");
    write(decide());
    List<Fact> before = List.copyOf(decide().facts());
    execute();

    assertThat(told).isEqualTo(before).extracting(Fact::id).containsExactly("a", "b", "c");
    assertThat(told).extracting(Fact::version).containsExactly(1L, 1L, 2L);
    assertThat(told.get(0).data()).isEqualTo(Map.of("added", "a;"));
    assertThat(told.get(1).problem().detail()).isEqualTo("after a;");
    assertThat(told.get(2).data()).isEqualTo(Map.of("added", "a;c;"));
    assertThat(statuses("a", "b", "c")).containsExactly(EXECUTED, REJECTED, EXECUTED);
    assertThat(entities.get(COUNTER).version()).isEqualTo(2);
  }

  @Test
  void repeatsAReleaseThatWasCutOff() {
    parkWithOneBehind();
    repaired = true;
    intervene("r", Intervention.RETRY, "b");
    write(decide());
    execute();

    assertThat(statuses("b", "c", "r")).containsExactly(EXECUTED, EXECUTED, EXECUTED);
    assertThat(told).extracting(fact -> fact.position().sequence()).containsExactly(3L, 3L);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "b;c;");
  }

  @Test
  void releasesMoreThanABatchTakesInSeveral() {
    schedule("break", "b");
    for (int i = 0; i < Executor.EVENTS_OF_ONE_ENTITY; i++) {
      schedule("add", "c" + i);
    }
    execute();
    repaired = true;
    intervene("r", Intervention.RETRY, "b");

    assertThat(execute().more()).containsExactly(PARTITION);
    assertThat(statuses("b", "r")).containsExactly(EXECUTED, PENDING);
    assertThat(told).hasSize(Executor.EVENTS_OF_ONE_ENTITY);

    assertThat(execute().more()).isEmpty();
    assertThat(statuses("c" + (Executor.EVENTS_OF_ONE_ENTITY - 1), "r"))
        .containsExactly(EXECUTED, EXECUTED);
    assertThat(told).hasSize(Executor.EVENTS_OF_ONE_ENTITY + 1);
    assertThat(log.bookkeepingOf("c0").releasedBy()).isEqualTo("r");
  }

  @Test
  void releasesWhatWasNotReadInTheNextBatch() {
    parkWithOneBehind();
    mostRead = 1;
    schedule("add", "d");
    execute();
    assertThat(statuses("d")).containsExactly(BLOCKED);
    repaired = true;
    intervene("s", Intervention.SKIP, "b");

    assertThat(execute().more()).containsExactly(PARTITION);
    assertThat(statuses("b", "c", "s")).containsExactly(REJECTED, BLOCKED, PENDING);
    assertThat(execute().more()).containsExactly(PARTITION);
    assertThat(execute().more()).isEmpty();
    assertThat(statuses("c", "d", "s")).containsExactly(EXECUTED, EXECUTED, EXECUTED);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "c;d;");
  }

  @Test
  void releasesNothingInTheBatchThatHasParked() {
    schedule("break", "b");
    intervene("r", Intervention.RETRY, "b");

    assertThat(execute().more()).containsExactly(PARTITION);
    assertThat(statuses("b", "r")).containsExactly(PARKED, PENDING);
    execute();
    assertThat(statuses("b", "r")).containsExactly(PARKED, REJECTED);
  }

  @Test
  void releasesNothingButTheFirstOfWhatStandsStill() {
    parkWithOneBehind();
    intervene("s", Intervention.SKIP, "c");
    execute();

    assertThat(statuses("b", "c", "s")).containsExactly(PARKED, BLOCKED, REJECTED);
  }

  @Test
  void stopsAReleaseAtTheNextThatFails() {
    schedule("break", "b");
    schedule("add", "c");
    schedule("break", "d");
    schedule("add", "e");
    execute();
    intervene("s", Intervention.SKIP, "b");
    execute();

    assertThat(statuses("b", "c", "d", "e", "s"))
        .containsExactly(REJECTED, EXECUTED, PARKED, BLOCKED, EXECUTED);
    assertThat(log.bookkeepingOf("d").attempts()).isEqualTo(1);
    assertThat(log.bookkeepingOf("d").stoppedAt()).isEqualTo(5);
    repaired = true;
    intervene("r", Intervention.RETRY, "d");
    execute();
    assertThat(statuses("d", "e", "r")).containsExactly(EXECUTED, EXECUTED, EXECUTED);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "c;d;e;");
  }

  @Test
  void refusesAnInterventionThatNamesNothing() {
    schedule(command("retry", "r", null));
    execute();

    assertThat(statuses("r")).containsExactly(REJECTED);
    assertThat(log.bookkeepingOf("r").problem())
        .containsEntry("type", "/problems/malformed-request")
        .containsEntry("status", 400);
  }

  @Test
  void keepsNoMoreOfAFaultThanFits() {
    Fault fault = Fault.of(new IllegalStateException("m".repeat(5000)), NOON);

    assertThat(fault.kind()).isEqualTo("java.lang.IllegalStateException");
    assertThat(fault.message()).hasSize(1024);
    assertThat(fault.stack()).hasSize(4096);
    assertThat(Fault.of(new IllegalStateException("short"), NOON).message()).isEqualTo("short");
    assertThat(fault.problem().toDocument().values()).noneMatch(it -> ("" + it).contains("mmm"));
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
        id, COUNTER, "counter", operation, Map.of(), ifMatch, NOON, "test", "ada", true, "00",
        null);
  }

  /** All that is pending, in one batch; written, marked and told. */
  private Execution execute() {
    Execution execution = decide();
    write(execution);
    execution.early().forEach(log::mark);
    told.addAll(execution.facts());
    execution.marks().forEach(log::mark);
    return execution;
  }

  /** All that is pending, in one batch; nothing comes of it yet. */
  private Execution decide() {
    List<Stuck> stuck = log.stuck(COUNTER);
    List<Stuck> read = stuck.stream().limit(mostRead).toList();
    return executor.execute(
        new Backlog(
            log.with(PENDING, PARTITION),
            entities,
            Map.of(COUNTER, new Standstill(read, read.size() < stuck.size())),
            releases(),
            Set.of()));
  }

  private void write(Execution execution) {
    execution.writes().forEach(write -> entities.put(write.entity().id(), write.entity()));
  }

  /** By what was released or skipped: the intervention. */
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

  private List<EventStatus> statuses(String... ids) {
    return Stream.of(ids).map(log::statusOf).toList();
  }
}
