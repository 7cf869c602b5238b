package orderbakery.execute;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import orderbakery.component.Component;
import orderbakery.log.PlatformEvent;

/**
 * Decides a backlog, in memory and in order.
 *
 * <p>An event whose decision throws is parked, and the later ones of its entity are blocked, until
 * an intervention releases them; all others go on.
 */
public final class Executor<S> {
  /**
   * How many events of one entity a batch takes: bounds the snapshots that its document carries.
   * The rest of that partition waits for the next batch, so that the partition stays in order.
   */
  static final int EVENTS_OF_ONE_ENTITY = 32;

  private final Component<S> component;
  private final Clock clock;

  public Executor(Component<S> component, Clock clock) {
    this.component = component;
    this.clock = clock;
  }

  /** What the backlog comes to; nothing is written yet. */
  public Execution execute(Backlog backlog) {
    Instant now = clock.instant();
    Map<String, EntityBatch<S>> entityBatches = new LinkedHashMap<>();
    Tally tally = new Tally();
    Set<Integer> more = new HashSet<>(backlog.more());
    Set<Integer> closed = new HashSet<>();
    for (PlatformEvent event : backlog.pending()) {
      if (closed.contains(event.partition())) {
        continue;
      }
      EntityBatch<S> entityBatch =
          entityBatches.computeIfAbsent(
              event.entityId(),
              id -> new EntityBatch<>(component, id, event.partition(), backlog, now, tally));
      if (!entityBatch.take(event)) {
        closed.add(event.partition());
        more.add(event.partition());
      }
    }
    return new Execution(
        entityBatches.values().stream()
            .flatMap(entityBatch -> entityBatch.write().stream())
            .toList(),
        tally.facts(),
        tally.early(),
        tally.marks(),
        more);
  }
}
