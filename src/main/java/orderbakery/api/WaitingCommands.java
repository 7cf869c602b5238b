package orderbakery.api;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;

/**
 * Since when accepted commands of one component have been waiting to be decided.
 *
 * <p>Of those that this process has accepted it remembers the first of each second and partition,
 * until the log says that they are decided, or stopped for an operator: so it knows of what still
 * waits in the broker. Of what others have accepted it knows what is pending in the log.
 */
final class WaitingCommands {
  /** Those that come later are younger; these can be looked up at once. */
  private static final int MOST = 500;

  private static final long SAMPLED_EVERY_MILLIS = 1000;

  /** A command that was accepted here and is not known to be decided. */
  private record Sample(String id, int partition, Instant acceptedAt) {}

  private final String component;
  private final Partitions partitions;
  private final AtomicLongArray sampledAt;
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private volatile Instant pendingSince;
  private volatile Instant unwrittenSince;

  WaitingCommands(String component, Partitions partitions) {
    this.component = component;
    this.partitions = partitions;
    this.sampledAt = new AtomicLongArray(partitions.count());
  }

  /** When the oldest of those that wait was accepted or written; empty when none is known to. */
  Optional<Instant> oldest() {
    return Stream.of(
            Optional.ofNullable(samples.peek()).map(Sample::acceptedAt),
            Optional.ofNullable(pendingSince))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** When the oldest was accepted that the log did not have lately; empty when it had all. */
  Optional<Instant> oldestUnwritten() {
    return Optional.ofNullable(unwrittenSince);
  }

  /** The broker has taken a command of this component. */
  void accepted(ScheduledCommand command) {
    int partition = partitions.of(command.entityId());
    long now = command.acceptedAt().toEpochMilli();
    long last = sampledAt.get(partition);
    if (Math.abs(now - last) >= SAMPLED_EVERY_MILLIS
        && samples.size() < MOST
        && sampledAt.compareAndSet(partition, last, now)) {
      samples.add(new Sample(command.id(), partition, command.acceptedAt()));
    }
  }

  /** What others have accepted is no longer known. */
  void forgetOthers() {
    pendingSince = null;
  }

  /**
   * Asks the log what still waits. Where it does not answer, what was accepted here goes on to
   * wait.
   *
   * @param longAgo what was accepted before, is not in the log and not in the writer's queue either
   *     has been taken out by somebody
   * @param isQueueEmpty whether nothing waits for the writer of a partition
   */
  void look(OpenCommands log, Instant longAgo, IntPredicate isQueueEmpty) {
    pendingSince = log.oldestPending(component).orElse(null);
    List<String> ids = samples.stream().map(Sample::id).toList();
    Map<String, EventStatus> statuses = ids.isEmpty() ? Map.of() : log.statuses(ids);
    Map<Integer, Boolean> empty = new HashMap<>();
    samples.removeIf(
        it ->
            statuses.containsKey(it.id())
                ? statuses.get(it.id()) != EventStatus.PENDING
                : it.acceptedAt().isBefore(longAgo)
                    && empty.computeIfAbsent(it.partition(), isQueueEmpty::test));
    unwrittenSince =
        samples.stream()
            .filter(it -> ids.contains(it.id()) && !statuses.containsKey(it.id()))
            .map(Sample::acceptedAt)
            .findFirst()
            .orElse(null);
  }
}
