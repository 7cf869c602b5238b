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
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import orderbakery.component.Access;
import orderbakery.component.Decision;
import orderbakery.component.EntityProblems;
import orderbakery.component.Fact;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.Counters;
import orderbakery.fixtures.InMemoryLog;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import orderbakery.order.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entity belongs to the principal that created it; for others it is not there. */
class OwnershipTest {
  private static final String COUNTER = "c";
  private static final int PARTITION = 3;
  private static final Orders ORDERS = new Orders(Currency.getInstance("EUR"));
  private static final Map<String, Object> UNKNOWN =
      new EntityProblems("counter").unknown().toDocument();

  private boolean repaired;
  private int repairs;
  private final InMemoryLog log = new InMemoryLog();
  private final Map<String, Entity> entities = new HashMap<>();
  private final List<Fact> told = new ArrayList<>();
  private final Counters counters = new Counters(() -> repaired || repairs-- > 0);
  private Executor<String> executor = new Executor<>(counters, Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void belongsToWhomCreatedItForEver() {
    schedule("ada", false, "add", "a");
    schedule("ada", false, "add", "b");
    schedule("support", true, "add", "c");
    execute();

    assertThat(entities.get(COUNTER).owner()).isEqualTo("ada");
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "a;b;c;");
    assertThat(told).extracting(Fact::owner).containsExactly("ada", "ada", "ada");
  }

  @Test
  void isNotThereForOthers() {
    schedule("ada", false, "add", "a");
    execute();
    schedule("bob", false, "add", "b");
    schedule("bob", false, "refuse", "r");
    schedule("bob", false, "break", "x");
    schedule(command("bob", false, "add", "m", "\"v7\""));
    execute();

    assertThat(entities.get(COUNTER).version()).isEqualTo(1);
    assertThat(told.subList(1, 5))
        .allSatisfy(
            fact -> {
              assertThat(fact.isRejection()).isTrue();
              assertThat(fact.owner()).isEqualTo("bob");
              assertThat(fact.version()).isZero();
              assertThat(fact.problem().toDocument()).isEqualTo(UNKNOWN);
            });
    assertThat(List.of("b", "r", "x", "m"))
        .allSatisfy(
            id -> {
              assertThat(log.statusOf(id)).isEqualTo(REJECTED);
              assertThat(log.bookkeepingOf(id).problem()).isEqualTo(UNKNOWN);
              assertThat(log.bookkeepingOf(id).entityVersion()).isZero();
            });
  }

  /** The words are those of the component, so that nobody sees who refuses. */
  @Test
  void isRefusedInTheWordsInWhichAComponentRefusesWhatThereIsNot() {
    PlatformEvent cancel =
        new PlatformEvent(
            new ScheduledCommand(
                "x", "o", "order", "cancel", Map.of(), null, NOON, "n", "bob", false, "00", null),
            new Position(0, 1),
            NOON,
            ORDERS.schemaVersion());

    assertThat(ORDERS.decide(Optional.empty(), cancel))
        .isEqualTo(new Decision.Rejected<>(new EntityProblems("order").unknown()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesOneThatMayChangeEverythingToChangeWhatIsNobodys(boolean changesAll) {
    schedule("anonymous", true, "add", "a");
    schedule("bob", changesAll, "add", "b");
    execute();

    assertThat(entities.get(COUNTER).owner()).isNull();
    assertThat(told).extracting(Fact::owner).containsExactly(null, changesAll ? null : "bob");
    assertThat(log.statusOf("b")).isEqualTo(changesAll ? EXECUTED : REJECTED);
  }

  @Test
  void isChangedByCommandsFromBeforeThereWereOwners() {
    schedule("ada", false, "add", "a");
    schedule("anonymous", null, "add", "b");
    execute();

    assertThat(log.statusOf("b")).isEqualTo(EXECUTED);
  }

  @Test
  void belongsToNobodyWhereAComponentSaysSo() {
    executor =
        new Executor<>(
            new Counters() {
              @Override
              public Access access() {
                return new Access("counters:read", "counters:write", false);
              }
            },
            Clock.fixed(NOON, ZoneOffset.UTC));
    schedule("ada", true, "add", "a");
    schedule("bob", false, "add", "b");
    schedule("bob", false, "refuse", "r");
    execute();

    assertThat(entities.get(COUNTER).owner()).isNull();
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "a;b;");
    assertThat(told).extracting(Fact::owner).containsExactly(null, null, null);
  }

  @Test
  void doesNotStandStillForOthersEither() {
    schedule("ada", false, "add", "a");
    schedule("ada", false, "break", "b");
    execute();
    schedule("bob", false, "add", "x");
    schedule("ada", false, "add", "c");
    execute();

    assertThat(log.statusOf("x")).isEqualTo(REJECTED);
    assertThat(log.statusOf("c")).isEqualTo(BLOCKED);
    assertThat(log.statusOf("b")).isEqualTo(PARKED);
  }

  @Test
  void losesNothingThatStandsStillWhenOthersAreRefusedBehindIt() {
    schedule("ada", false, "add", "a");
    schedule("ada", false, "break", "b");
    execute();
    schedule("bob", false, "add", "x");
    repaired = true;
    schedule(Commands.intervention("r", COUNTER, Intervention.RETRY, "b"));

    Execution lost = decide();
    write(lost);
    execute();

    assertThat(log.statusOf("x")).isEqualTo(REJECTED);
    assertThat(log.statusOf("b")).isEqualTo(EXECUTED);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "a;b;");
    assertThat(told).extracting(Fact::id).containsExactly("a", "x", "b");
  }

  /** What stands still before the refusal of another does not count as decided. */
  @Test
  void losesNothingThatFailsAgainBeforeTheRefusalOfAnother() {
    schedule("ada", false, "add", "a");
    schedule("ada", false, "break", "b");
    execute();
    schedule("ada", false, "break", "c");
    schedule("bob", false, "add", "x");
    repairs = 1;
    schedule(Commands.intervention("r", COUNTER, Intervention.RETRY, "b"));
    execute();
    assertThat(log.statusOf("b")).isEqualTo(EXECUTED);
    assertThat(log.statusOf("c")).isEqualTo(PARKED);

    repairs = 1;
    schedule(Commands.intervention("s", COUNTER, Intervention.RETRY, "c"));
    execute();

    assertThat(log.statusOf("c")).isEqualTo(EXECUTED);
    assertThat(entities.get(COUNTER).state()).containsEntry("added", "a;b;c;");
    assertThat(log.statusOf("x")).isEqualTo(REJECTED);
  }

  @Test
  void keepsItsOwnerWhenItIsToldOrRebuiltAnew() {
    schedule("ada", false, "add", "a");
    execute();
    schedule(Commands.intervention("p", COUNTER, Intervention.REPUBLISH, ""));
    execute();

    assertThat(told).extracting(Fact::owner).containsExactly("ada", "ada");
    assertThat(entities.get(COUNTER).fact().orElseThrow().owner()).isEqualTo("ada");
    assertThat(new Fold<>(counters).of(log.logged(COUNTER)).orElseThrow().owner()).isEqualTo("ada");
  }

  @Test
  void holdsWhateverComesInWhateverBatches() {
    for (int seed = 0; seed < 300; seed++) {
      new OwnershipTest().live(new Random(seed), seed);
    }
  }

  /** Random commands of three principals, and batches of which some are lost before their marks. */
  private void live(Random chance, int seed) {
    String first = null;
    StringBuilder expected = new StringBuilder();
    List<String> foreign = new ArrayList<>();
    repaired = true;
    for (int count = 0; count < 30; count++) {
      String principal = List.of("ada", "bob", "anonymous").get(chance.nextInt(3));
      boolean changesAll = principal.equals("anonymous") || chance.nextInt(4) == 0;
      String operation = List.of("add", "refuse", "break").get(chance.nextInt(3));
      String id = seed + "-" + count;
      schedule(principal, changesAll, operation, id);
      if (first != null && !changesAll && !principal.equals(first)) {
        foreign.add(id);
      } else if (!operation.equals("refuse")) {
        first = first == null ? principal : first;
        expected.append(id).append(';');
      }
      if (chance.nextInt(3) == 0) {
        write(decide());
      }
      if (chance.nextInt(3) == 0) {
        execute();
      }
    }
    execute();

    if (first != null) {
      Entity entity = entities.get(COUNTER);
      assertThat(entity.state()).as("seed %s", seed).containsEntry("added", expected.toString());
      assertThat(entity.owner()).isEqualTo(first.equals("anonymous") ? null : first);
      assertThat(new Fold<>(counters).of(log.logged(COUNTER)).orElseThrow().owner())
          .isEqualTo(entity.owner());
    }
    assertThat(foreign)
        .allSatisfy(
            id -> {
              assertThat(log.bookkeepingOf(id).status()).isEqualTo(REJECTED);
              assertThat(log.bookkeepingOf(id).problem()).isEqualTo(UNKNOWN);
              assertThat(log.bookkeepingOf(id).entityVersion()).isZero();
            });
  }

  private void schedule(String principal, Boolean changesAll, String operation, String id) {
    schedule(command(principal, changesAll, operation, id, null));
  }

  private void schedule(ScheduledCommand command) {
    Position next = new Position(PARTITION, log.events().size() + 1L);
    log.insert(List.of(new PlatformEvent(command, next, NOON, 1)));
  }

  private static ScheduledCommand command(
      String principal, Boolean changesAll, String operation, String id, String ifMatch) {
    return new ScheduledCommand(
        id,
        COUNTER,
        "counter",
        operation,
        Map.of(),
        ifMatch,
        NOON,
        "test",
        principal,
        changesAll,
        "00",
        null);
  }

  private void execute() {
    Execution execution = decide();
    write(execution);
    execution.early().forEach(log::mark);
    told.addAll(execution.facts());
    execution.marks().forEach(log::mark);
  }

  private Execution decide() {
    return executor.execute(
        new Backlog(
            log.with(PENDING, PARTITION),
            entities,
            Map.of(COUNTER, new Standstill(log.stuck(COUNTER), false)),
            Map.of(),
            Set.of()));
  }

  private void write(Execution execution) {
    execution.writes().forEach(write -> entities.put(write.entity().id(), write.entity()));
  }
}
