package orderbakery.execute;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import orderbakery.component.Component;
import orderbakery.log.PlatformEvent;

/**
 * Decides a backlog, in memory and in order; its partitions side by side when that takes long.
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
  private final SideBySide partitions;

  public Executor(Component<S> component, Clock clock) {
    this(component, clock, new SideBySide());
  }

  Executor(Component<S> component, Clock clock, SideBySide partitions) {
    this.component = component;
    this.clock = clock;
    this.partitions = partitions;
  }

  /** What the backlog comes to; nothing is written yet. */
  public Execution execute(Backlog backlog) {
    Instant now = clock.instant();
    List<PartitionBatch<S>> batches =
        backlog.pending().stream()
            .collect(groupingBy(PlatformEvent::partition, LinkedHashMap::new, toList()))
            .values()
            .stream()
            .map(pending -> new PartitionBatch<>(component, pending, backlog, now))
            .toList();
    partitions.run(batches, backlog.pending().size());

    Tally tally = new Tally();
    batches.forEach(batch -> tally.add(batch.tally()));
    return new Execution(
        batches.stream().flatMap(PartitionBatch::writes).toList(),
        tally.facts(),
        tally.early(),
        tally.marks(),
        more(backlog, batches));
  }

  private Set<Integer> more(Backlog backlog, List<PartitionBatch<S>> batches) {
    Set<Integer> more = new HashSet<>(backlog.more());
    batches.stream()
        .filter(PartitionBatch::hasMore)
        .map(PartitionBatch::partition)
        .forEach(more::add);
    return more;
  }
}
