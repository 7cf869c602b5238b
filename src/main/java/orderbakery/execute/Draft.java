package orderbakery.execute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Component;
import orderbakery.component.Decision;
import orderbakery.component.EntityProblems;
import orderbakery.component.Fact;
import orderbakery.component.Precondition;
import orderbakery.component.Problem;
import orderbakery.component.ToldTypes;
import orderbakery.log.PlatformEvent;

/** An entity as it becomes, event by event, until it is written. */
final class Draft<S> {
  private final Component<S> component;
  private final String id;
  private final int partition;
  private final long readVersion;
  private final long readSequence;
  private final Map<Long, Outcome> known = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Map<String, Object> state;
  private String owner;
  private Outcome newest;
  private ToldTypes told;
  private long version;
  private long lastSequence;
  private boolean toldAgain;

  /**
   * @param entity as it was read, or null when there is none
   */
  Draft(Component<S> component, String id, int partition, Entity entity) {
    this.component = component;
    this.id = id;
    this.partition = partition;
    this.state = entity == null ? null : entity.state();
    this.owner = entity == null ? null : entity.owner();
    this.version = this.readVersion = entity == null ? 0 : entity.version();
    this.lastSequence = this.readSequence = entity == null ? 0 : entity.lastSequence();
    if (entity != null) {
      entity.outcomes().forEach(outcome -> known.put(outcome.sequence(), whole(outcome)));
      newest = entity.newest().map(this::whole).orElse(null);
    }
    told = newest == null ? ToldTypes.NONE : newest.told();
  }

  long version() {
    return version;
  }

  /** How many outcomes it carries. */
  int size() {
    return outcomes.size();
  }

  /** Whether the event was decided before the entity was read. */
  boolean hasDecided(PlatformEvent event) {
    return event.sequence() <= readSequence;
  }

  /** Whether it was decided by an intervention behind this place, which has not ended yet. */
  boolean hasDecidedLater(PlatformEvent event, long place) {
    return known(event).filter(outcome -> outcome.shownAt() > place).isPresent();
  }

  /** What was decided before; empty when the event is marked, too: somebody else was faster. */
  Optional<Outcome> known(PlatformEvent event) {
    return Optional.ofNullable(known.get(event.sequence()));
  }

  /**
   * Decides the next event; it counts once it is {@link #keep kept}.
   *
   * @param shownAt the sequence at which it is told
   * @throws RuntimeException a fault in code or data
   */
  Outcome decide(PlatformEvent event, long shownAt, Instant now) {
    if (isHiddenFrom(event)) {
      return unknownTo(event, shownAt, now);
    }
    Optional<S> before = Optional.ofNullable(state).map(component::fromDocument);
    Decision<S> decision =
        unmetBy(event, before)
            .<Decision<S>>map(Decision.Rejected::new)
            .orElseGet(() -> component.decide(before, event));
    if (decision instanceof Decision.Rejected<S> rejected) {
      return rejection(event, shownAt, rejected.problem(), now);
    }
    Decision.Accepted<S> accepted = (Decision.Accepted<S>) decision;
    if (state == null) {
      owner = component.access().ownerOf(event.command().principal());
    }
    state = component.toDocument(accepted.state());
    version++;
    String type = Fact.typeOf(component.name(), accepted.change());
    told = told.with(type, shownAt);
    newest = outcome(event, shownAt, type, version, now, told, null, state);
    return newest;
  }

  Outcome rejection(PlatformEvent event, long shownAt, Problem problem, Instant now) {
    return rejection(event, shownAt, version, problem, now);
  }

  /** Whether there is no such entity for whoever has sent the event. */
  boolean isHiddenFrom(PlatformEvent event) {
    return component.access().isOwned() && state != null && !event.command().mayChange(owner);
  }

  /** What it is told then: word for word what it would be told of an id that nothing has. */
  Outcome unknownTo(PlatformEvent event, long shownAt, Instant now) {
    return rejection(event, shownAt, 0, unknown(), now);
  }

  private Outcome rejection(
      PlatformEvent event, long shownAt, long shown, Problem problem, Instant now) {
    String type = Fact.rejectionOf(component.name());
    return outcome(event, shownAt, type, shown, now, ToldTypes.NONE, problem.toDocument(), null);
  }

  boolean isNothing() {
    return newest == null;
  }

  /** The newest change, told once more at the place of this event, unless that is behind it. */
  Optional<Outcome> republish(PlatformEvent event) {
    if (newest.shownAt() > event.sequence()) {
      return Optional.empty();
    }
    toldAgain = true;
    told = told.with(newest.type(), event.sequence());
    newest = newest.toldAt(event.sequence(), event.sequence(), told);
    return Optional.of(newest);
  }

  /** A known outcome, told at this place. */
  Outcome at(Outcome outcome, long shownAt) {
    if (outcome.shownAt() == shownAt) {
      return outcome;
    }
    toldAgain = true;
    if (!outcome.isRejection()) {
      told = told.with(outcome.type(), shownAt);
    }
    return outcome.toldAt(
        outcome.sequence(), shownAt, outcome.isRejection() ? ToldTypes.NONE : told);
  }

  void keep(Outcome outcome) {
    outcomes.add(outcome);
  }

  /** Everything up to this event was decided. */
  void advance(PlatformEvent event) {
    lastSequence = Math.max(lastSequence, event.sequence());
  }

  /** The fact of an outcome. */
  Fact fact(PlatformEvent event, Outcome outcome) {
    Map<String, Object> data =
        outcome.isRejection()
            ? Fact.refusal(id, event.operation(), outcome.problem())
            : outcome.snapshot();
    String concerned =
        outcome.isRejection() ? component.access().ownerOf(event.command().principal()) : owner;
    return outcome.fact(id, partition, concerned, data);
  }

  Problem unknown() {
    return new EntityProblems(component.name()).unknown();
  }

  Problem notParked(String commandId) {
    return new Problem(
        component.name() + "-not-changeable",
        "The " + component.name() + " cannot be changed",
        409,
        "Command %s of this %s does not wait for an operator, or not any more."
            .formatted(commandId, component.name()));
  }

  /** The entity to write, when an event has changed it, or its newest change is told anew. */
  Optional<EntityWrite> write() {
    if (version == readVersion && !toldAgain) {
      return Optional.empty();
    }
    List<Outcome> kept = outcomes.stream().map(this::slim).toList();
    return Optional.of(
        new EntityWrite(
            readVersion, new Entity(id, partition, version, owner, lastSequence, kept, state)));
  }

  /** Of an entity that is not there or gone, the component says so itself. */
  private Optional<Problem> unmetBy(PlatformEvent event, Optional<S> before) {
    return Optional.ofNullable(event.command().ifMatch())
        .map(Precondition::parse)
        .filter(it -> !it.isMetBy(version) && !before.map(component::isDeleted).orElse(true))
        .map(it -> it.mismatch(component.name(), version));
  }

  private Outcome outcome(
      PlatformEvent event,
      long shownAt,
      String type,
      long shown,
      Instant now,
      ToldTypes then,
      Map<String, Object> problem,
      Map<String, Object> snapshot) {
    return new Outcome(
        event.id(),
        event.sequence(),
        shownAt,
        type,
        shown,
        now,
        event.command().traceparent(),
        then,
        problem,
        snapshot);
  }

  /** With its snapshot: the newest accepted one leaves it to the document. */
  private Outcome whole(Outcome outcome) {
    boolean isNewest = !outcome.isRejection() && outcome.version() == readVersion;
    return isNewest ? outcome.withSnapshot(state) : outcome;
  }

  private Outcome slim(Outcome outcome) {
    return outcome.version() == version ? outcome.withSnapshot(null) : outcome;
  }
}
