package orderbakery.execute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Component;
import orderbakery.component.Decision;
import orderbakery.component.Fact;
import orderbakery.component.Precondition;
import orderbakery.component.Problem;
import orderbakery.log.PlatformEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one entity through one batch. */
final class Course<S> {
  private static final Logger LOG = LoggerFactory.getLogger(Course.class);

  private final Component<S> component;
  private final String id;
  private final int partition;
  private final long readVersion;
  private final long readSequence;
  private final Map<Long, Outcome> known = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private Map<String, Object> state;
  private long version;
  private long lastSequence;
  private boolean parked;

  /**
   * @param entity as it was read, or null when there is none
   * @param parked whether an earlier event waits for an operator
   */
  Course(Component<S> component, String id, int partition, Entity entity, boolean parked) {
    this.component = component;
    this.id = id;
    this.partition = partition;
    this.parked = parked;
    this.state = entity == null ? null : entity.state();
    this.version = this.readVersion = entity == null ? 0 : entity.version();
    this.lastSequence = this.readSequence = entity == null ? 0 : entity.lastSequence();
    if (entity != null) {
      entity.outcomes().forEach(outcome -> known.put(outcome.sequence(), whole(outcome)));
    }
  }

  /** Whether it has taken as many events as a batch may. */
  boolean isFull() {
    return outcomes.size() >= Executor.EVENTS_OF_ONE_ENTITY;
  }

  /** Decides the next event, or repeats what a batch before this one has decided. */
  void take(PlatformEvent event, Instant now, Tally tally) {
    if (event.sequence() <= readSequence) {
      repeat(event, tally);
    } else if (parked) {
      tally.block(event);
    } else {
      decide(event, now, tally);
    }
  }

  /** The entity to write, when an event has changed it. */
  Optional<EntityWrite> write() {
    if (version == readVersion) {
      return Optional.empty();
    }
    List<Outcome> kept = outcomes.stream().map(this::slim).toList();
    return Optional.of(
        new EntityWrite(
            readVersion, new Entity(id, partition, version, lastSequence, kept, state)));
  }

  /** An event that was decided and has no outcome any more is marked: somebody else was faster. */
  private void repeat(PlatformEvent event, Tally tally) {
    Outcome outcome = known.get(event.sequence());
    if (outcome != null) {
      add(event, outcome, tally);
    }
  }

  private void decide(PlatformEvent event, Instant now, Tally tally) {
    try {
      Optional<S> before = Optional.ofNullable(state).map(component::fromDocument);
      Decision<S> decision =
          unmetBy(event, before)
              .<Decision<S>>map(Decision.Rejected::new)
              .orElseGet(() -> component.decide(before, event));
      add(event, outcomeOf(event, decision, now), tally);
    } catch (RuntimeException fault) {
      LOG.error("Event {} of {} {} is parked", event.id(), component.name(), id, fault);
      parked = true;
      tally.park(event, fault);
    }
  }

  /** Of an entity that is not there or gone, the component says so itself. */
  private Optional<Problem> unmetBy(PlatformEvent event, Optional<S> before) {
    return Optional.ofNullable(event.command().ifMatch())
        .map(Precondition::parse)
        .filter(it -> !it.isMetBy(version) && !before.map(component::isDeleted).orElse(true))
        .map(it -> it.mismatch(component.name(), version));
  }

  private Outcome outcomeOf(PlatformEvent event, Decision<S> decision, Instant now) {
    if (decision instanceof Decision.Accepted<S> accepted) {
      state = component.toDocument(accepted.state());
      version++;
      String type = Fact.typeOf(component.name(), accepted.change());
      return new Outcome(event.sequence(), type, version, now, null, state);
    }
    Problem problem = ((Decision.Rejected<S>) decision).problem();
    String type = Fact.rejectionOf(component.name());
    return new Outcome(event.sequence(), type, version, now, problem.toDocument(), null);
  }

  private void add(PlatformEvent event, Outcome outcome, Tally tally) {
    outcomes.add(outcome);
    lastSequence = Math.max(lastSequence, event.sequence());
    tally.settle(event, outcome, component.name());
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
