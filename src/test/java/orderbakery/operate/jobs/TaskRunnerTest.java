package orderbakery.operate.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import orderbakery.bake.Presentation;
import orderbakery.component.ToldTypes;
import orderbakery.execute.Entity;
import orderbakery.execute.Logged;
import orderbakery.execute.Outcome;
import orderbakery.fixtures.Commands;
import orderbakery.fixtures.Counters;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.message.CommandMessages;
import orderbakery.operate.Justification;
import orderbakery.operate.OperatorCommands;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
  private static final int PARTITION = 3;

  private final DataInMemory data = new DataInMemory();
  private final TaskRunner<String> taskRunner =
      new TaskRunner<>(
          new Counters(),
          data,
          new OperatorCommands(
              Clock.fixed(Commands.NOON, ZoneOffset.UTC),
              () -> UUID.randomUUID().toString(),
              "test"),
          new CommandMessages(new Partitions(8)));

  @Test
  void bakesOnlyWhatIsTold() {
    data.hold("told", EventStatus.EXECUTED);
    data.hold("on its way", EventStatus.EXECUTED);
    data.told.remove("on its way");
    data.presentations.clear();

    Effect effect = perform(Job.Kind.PRESENTATION, false);

    assertThat(effect.changed()).isOne();
    assertThat(effect.facts())
        .singleElement()
        .satisfies(fact -> assertThat(fact.routingKey()).isEqualTo("counter.rebuilt.3"));
  }

  @Test
  void bakesNothingAgainThatIsShownAsItMustBeUnlessEverythingIsTo() {
    data.hold("well", EventStatus.EXECUTED);
    data.hold("damaged", EventStatus.EXECUTED);
    data.hold("missing", EventStatus.EXECUTED);
    data.presentations.get("damaged").put("added", "nothing");
    data.presentations.remove("missing");

    Effect effect = perform(Job.Kind.PRESENTATION, true);
    Effect everything = taskRunner.perform(task(job(Job.Kind.PRESENTATION, true, true)));

    assertThat(lines(effect)).containsExactlyInAnyOrder("damaged", "missing");
    assertThat(effect.changed()).isEqualTo(2);
    assertThat(lines(everything)).containsExactlyInAnyOrder("well", "damaged", "missing");
  }

  @Test
  void leavesToTheBakerWhatCannotBeBaked() {
    data.hold("broken", EventStatus.EXECUTED);
    Entity entity = data.entities.get("broken");
    data.entities.put(
        "broken", new Entity("broken", PARTITION, 1, null, 1, entity.outcomes(), Map.of()));

    assertThat(lines(perform(Job.Kind.PRESENTATION, true))).containsExactly("broken");
  }

  /** The entities of the facts that are baked again. */
  private static List<String> lines(Effect effect) {
    return effect.facts().stream()
        .flatMap(it -> new String(it.body(), UTF_8).lines())
        .map(it -> it.replaceFirst(".*\"subject\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  @Test
  void removesAPresentationThatIsAhead() {
    data.hold("ahead", EventStatus.EXECUTED);
    data.hold("behind", EventStatus.EXECUTED);
    data.presentations.get("ahead").put("version", 2L);
    data.presentations.get("behind").put("version", 0L);

    perform(Job.Kind.PRESENTATION, false);

    assertThat(data.removed).containsExactly("ahead");
  }

  @Test
  void writesASourceThatIsNotWhatItsEventsSay() {
    data.hold("well", EventStatus.EXECUTED);
    data.hold("damaged", EventStatus.EXECUTED);
    Entity well = data.entities.get("damaged");
    data.damage("damaged");

    Effect effect = perform(Job.Kind.SOURCE, false);

    assertThat(data.written).containsExactly(well);
    assertThat(effect.changed()).isOne();
    assertThat(effect.later()).isEmpty();
    assertThat(effect.differences())
        .singleElement()
        .isEqualTo(new Difference("damaged", "source", "/added", "damaged-1;", "nothing"));
  }

  @Test
  void findsASourceAndAPresentationThatAreNotTheirOwners() {
    data.hold("taken", EventStatus.EXECUTED);
    Entity entity = data.entities.get("taken");
    data.entities.put(
        "taken",
        new Entity(
            "taken",
            PARTITION,
            entity.version(),
            "bob",
            entity.lastSequence(),
            entity.outcomes(),
            entity.state()));
    data.presentations.get("taken").remove("owner");

    assertThat(perform(Job.Kind.RECONCILE, false).differences())
        .containsExactly(
            new Difference("taken", "source", "/owner", "ada", "bob"),
            new Difference("taken", "presentation", "/owner", "bob", null));
  }

  @Test
  void reportsTheBeginningOfALongText() {
    data.hold("damaged", EventStatus.EXECUTED);
    data.damage("damaged", "x".repeat(200_000));

    assertThat(perform(Job.Kind.SOURCE, false).differences())
        .singleElement()
        .extracting(Difference::found)
        .isEqualTo("x".repeat(500) + "… (200000 characters)");
  }

  @Test
  void looksAgainAtWhatIsInMotion() {
    data.hold("in motion", EventStatus.PENDING);
    data.damage("in motion");
    data.hold("lost race", EventStatus.EXECUTED);
    data.damage("lost race");
    data.contested.add("lost race");

    Effect rebuilt = perform(Job.Kind.SOURCE, false);
    Effect reconciled = perform(Job.Kind.RECONCILE, true);

    assertThat(data.written).isEmpty();
    assertThat(rebuilt.later()).containsExactlyInAnyOrder("in motion", "lost race");
    assertThat(reconciled.later()).contains("in motion");
    assertThat(reconciled.commands()).as("only for the other one").hasSize(1);
  }

  @Test
  void healsOnlyWhenTold() {
    data.hold("damaged", EventStatus.EXECUTED);
    data.damage("damaged");

    Effect report = perform(Job.Kind.RECONCILE, false);
    assertThat(report.differences()).hasSize(2);
    assertThat(report.commands()).isEmpty();
    assertThat(data.written).isEmpty();

    Effect healed = perform(Job.Kind.RECONCILE, true);
    assertThat(healed.differences()).isEqualTo(report.differences());
    assertThat(healed.commands()).hasSize(1);
    assertThat(data.written).hasSize(1);
  }

  @Test
  void findsNothingWhenAllIsWell() {
    data.hold("well", EventStatus.EXECUTED);

    Effect effect = perform(Job.Kind.RECONCILE, true);

    assertThat(effect.differences()).isEmpty();
    assertThat(effect.commands()).isEmpty();
    assertThat(effect.later()).isEmpty();
  }

  private Effect perform(Job.Kind kind, boolean heals) {
    return taskRunner.perform(task(job(kind, heals, false)));
  }

  private Task task(Job job) {
    return new Task(job, List.copyOf(data.entities.keySet()), data.all(), job);
  }

  private static Job job(Job.Kind kind, boolean heals, boolean everything) {
    return new Job(
        kind,
        null,
        null,
        heals,
        new Justification("ada", "test"),
        null,
        everything,
        Commands.NOON,
        null,
        Job.Place.BEGINNING,
        List.of(),
        0,
        1,
        0,
        0,
        "test");
  }

  /** A presentation as {@link DataInMemory} holds it. */
  private record InMemory(String id, Map<String, Object> document) implements StoredPresentation {
    @Override
    public long version() {
      return (Long) document.get("version");
    }

    @Override
    public boolean is(Presentation baked) {
      return version() == baked.version()
          && document.get("added").equals(baked.document().get("added"));
    }
  }

  /** Entities of one change each, whose three data agree until a test says otherwise. */
  private static final class DataInMemory implements ComponentData {
    private final Map<String, Entity> entities = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> presentations = new HashMap<>();
    private final Map<String, List<Logged>> events = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Set<String> contested = new HashSet<>();
    private final List<Entity> written = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    void hold(String id, EventStatus statusOfALaterEvent) {
      PlatformEvent event =
          new PlatformEvent(
              Commands.counter(id + "-1", id, "add"), new Position(PARTITION, 1), Commands.NOON, 1);
      Outcome outcome =
          new Outcome(
              event.id(),
              1,
              1,
              "counter.created",
              1,
              Commands.NOON,
              null,
              ToldTypes.NONE.with("counter.created", 1),
              null,
              null);
      String state = event.id() + ";";
      entities.put(
          id, new Entity(id, PARTITION, 1, "ada", 1, List.of(outcome), Map.of("added", state)));
      presentations.put(
          id,
          new HashMap<>(
              Map.of(
                  "id",
                  id,
                  "version",
                  1L,
                  "added",
                  state,
                  "owner",
                  "ada",
                  "deleted",
                  false,
                  "feed",
                  Map.of("sequence", 1L))));
      Logged first = new Logged(event, EventStatus.EXECUTED, 1, Commands.NOON, null);
      events.put(id, new ArrayList<>(List.of(first)));
      if (statusOfALaterEvent == EventStatus.PENDING) {
        events.get(id).add(new Logged(pending(id), EventStatus.PENDING, 0, null, null));
      }
      told.add(id);
    }

    private static PlatformEvent pending(String id) {
      return new PlatformEvent(
          Commands.counter(id + "-2", id, "add"), new Position(PARTITION, 2), Commands.NOON, 1);
    }

    void damage(String id) {
      damage(id, "nothing");
    }

    void damage(String id, String added) {
      Entity entity = entities.get(id);
      entities.put(
          id,
          new Entity(
              id,
              PARTITION,
              entity.version(),
              entity.owner(),
              entity.lastSequence(),
              entity.outcomes(),
              Map.of("added", added)));
    }

    @Override
    public Piece read(Job.Place behind, int mostEvents, int mostEntities) {
      throw new UnsupportedOperationException("a job is cut into tasks elsewhere");
    }

    @Override
    public long countEvents() {
      throw new UnsupportedOperationException("a job is cut into tasks elsewhere");
    }

    TaskData all() {
      Map<String, StoredPresentation> stored = new HashMap<>();
      presentations.forEach((id, document) -> stored.put(id, new InMemory(id, document)));
      return new TaskData(stored, presentations, Map.copyOf(entities), events, 0);
    }

    @Override
    public Optional<TaskData> load(Job.Kind kind, List<String> ids, long mostBytes) {
      throw new UnsupportedOperationException("a task has its data");
    }

    @Override
    public Set<String> told(Collection<Entity> entities) {
      return told;
    }

    @Override
    public Set<String> write(List<Rewrite> rewrites) {
      rewrites.stream()
          .map(Rewrite::then)
          .filter(it -> !contested.contains(it.id()))
          .forEach(written::add);
      return rewrites.stream()
          .map(it -> it.then().id())
          .filter(contested::contains)
          .collect(toSet());
    }

    @Override
    public void remove(StoredPresentation presentation) {
      removed.add(((InMemory) presentation).id());
    }
  }
}
