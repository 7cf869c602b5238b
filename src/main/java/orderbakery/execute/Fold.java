package orderbakery.execute;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Component;
import orderbakery.component.Decision;
import orderbakery.component.Fact;
import orderbakery.component.Replay;
import orderbakery.component.ToldTypes;
import orderbakery.component.Unfoldable;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;

/** Folds the events of an entity into what its source document must be. */
public final class Fold<S> {
  private final Component<S> component;

  public Fold(Component<S> component) {
    this.component = component;
  }

  /** Whether an event is on its way, so that log and documents may differ. */
  public static boolean isInMotion(List<Logged> events) {
    return events.stream().anyMatch(it -> it.status() == EventStatus.PENDING);
  }

  /**
   * The entity that these events have made; empty when none has taken effect.
   *
   * @param events all of one entity, with what became of them
   * @throws Unfoldable when an event cannot have had the effect that the log tells of
   */
  public Optional<Entity> of(List<Logged> events) {
    Folding folding = new Folding(events);
    events.stream()
        .filter(it -> it.status() == EventStatus.EXECUTED)
        .sorted(comparingLong(folding::placeOf).thenComparingLong(it -> it.event().sequence()))
        .forEach(folding::take);
    return folding.entity();
  }

  private final class Folding {
    private final List<Logged> events;
    private final Map<String, Long> sequences;
    private final Replay<S> replay = new Replay<>(component);
    private String owner;
    private Outcome newest;
    private ToldTypes told = ToldTypes.NONE;

    Folding(List<Logged> events) {
      this.events = events;
      this.sequences =
          events.stream().collect(toMap(it -> it.event().id(), it -> it.event().sequence()));
    }

    /** What was released was executed, and told, at the place of its release. */
    long placeOf(Logged logged) {
      long own = logged.event().sequence();
      return logged.releasedBy() == null ? own : sequences.getOrDefault(logged.releasedBy(), own);
    }

    void take(Logged logged) {
      long sequence = logged.event().sequence();
      Optional<Intervention> intervention = Intervention.of(logged.event().operation());
      if (intervention.isEmpty()) {
        apply(logged);
      } else if (intervention.get() == Intervention.REPUBLISH && newest != null) {
        told = told.with(newest.type(), sequence);
        newest = newest.toldAt(sequence, sequence, told);
      }
    }

    Optional<Entity> entity() {
      return replay
          .state()
          .map(
              it -> {
                PlatformEvent any = events.get(0).event();
                return new Entity(
                    any.entityId(),
                    any.partition(),
                    replay.version(),
                    owner,
                    lastSequence(),
                    List.of(newest),
                    component.toDocument(it));
              });
    }

    private void apply(Logged logged) {
      PlatformEvent event = logged.event();
      Decision.Accepted<S> accepted = replay.take(event, logged.entityVersion());
      if (replay.version() == 1) {
        owner = component.access().ownerOf(event.command().principal());
      }
      String type = Fact.typeOf(component.name(), accepted.change());
      told = told.with(type, placeOf(logged));
      newest =
          new Outcome(
              event.id(),
              event.sequence(),
              placeOf(logged),
              type,
              replay.version(),
              logged.executionTime(),
              event.command().traceparent(),
              told,
              null,
              null);
    }

    /** Of the last one that was decided. */
    private long lastSequence() {
      return events.stream()
          .filter(it -> !EventStatus.OPEN.contains(it.status()))
          .map(Logged::event)
          .filter(it -> Intervention.of(it.operation()).isEmpty())
          .mapToLong(PlatformEvent::sequence)
          .max()
          .orElse(0);
    }
  }
}
