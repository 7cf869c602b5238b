package orderbakery.execute;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orderbakery.component.Component;
import orderbakery.log.PlatformEvent;

/** The way of one partition through one batch. It shares nothing that changes with another. */
final class PartitionBatch<S> implements Runnable {
  private final Component<S> component;
  private final List<PlatformEvent> pending;
  private final Backlog backlog;
  private final Instant now;
  private final Map<String, EntityBatch<S>> entityBatches = new LinkedHashMap<>();
  private final Tally tally = new Tally();
  private boolean more;

  /**
   * @param pending the events of this partition, in order of sequence
   */
  PartitionBatch(
      Component<S> component, List<PlatformEvent> pending, Backlog backlog, Instant now) {
    this.component = component;
    this.pending = pending;
    this.backlog = backlog;
    this.now = now;
  }

  /** Decides its events, up to the first one that the next batch must go on with. */
  @Override
  public void run() {
    for (PlatformEvent event : pending) {
      if (!entityBatchOf(event).take(event)) {
        more = true;
        return;
      }
    }
  }

  private EntityBatch<S> entityBatchOf(PlatformEvent event) {
    return entityBatches.computeIfAbsent(
        event.entityId(),
        id -> new EntityBatch<>(component, id, event.partition(), backlog, now, tally));
  }

  /** Whether the next batch has more to do. */
  boolean hasMore() {
    return more;
  }

  int partition() {
    return pending.get(0).partition();
  }

  Tally tally() {
    return tally;
  }

  /** The entities that have changed. */
  Stream<EntityWrite> writes() {
    return entityBatches.values().stream().flatMap(it -> it.write().stream());
  }
}
