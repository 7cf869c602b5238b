package orderbakery.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How far all is at one moment.
 *
 * @param heads the last sequence of each partition
 * @param partitions of each component
 * @param unwritten commands that wait for the writer, as far as the broker says
 * @param unwrittenFor how long the oldest of them has been waiting, as far as this process knows
 * @param hearsAll whether this process has the feed of every component
 * @param perSecond how fast the counts grow
 */
public record Snapshot(
    Instant time,
    List<Long> heads,
    List<PartitionState> partitions,
    long unwritten,
    Duration unwrittenFor,
    boolean hearsAll,
    Map<Milestone, Double> perSecond) {

  public Snapshot {
    heads = List.copyOf(heads);
    partitions = List.copyOf(partitions);
    perSecond = Map.copyOf(perSecond);
  }

  Snapshot growing(Map<Milestone, Double> rates) {
    return new Snapshot(time, heads, partitions, unwritten, unwrittenFor, hearsAll, rates);
  }

  /** How many commands have passed so far. */
  public long count(Milestone milestone) {
    long stored = heads.stream().mapToLong(Long::longValue).sum();
    return switch (milestone) {
      case ACCEPTED -> stored + unwritten;
      case STORED -> stored;
      case EXECUTED -> stored - sum(PartitionState::pending);
      case BAKED -> count(Milestone.EXECUTED) - sum(PartitionState::unbaked);
      case NOTIFIED -> count(Milestone.BAKED) - sum(PartitionState::unheard);
    };
  }

  /** How long the oldest has been waiting for what comes after this, in seconds. */
  public double oldestSeconds(Milestone milestone) {
    return switch (milestone) {
      case ACCEPTED -> unwritten == 0 ? 0 : unwrittenFor.toMillis() / 1000.0;
      case STORED -> oldest(PartitionState::pending);
      case EXECUTED -> oldest(PartitionState::unbaked);
      case BAKED -> oldest(PartitionState::unheard);
      case NOTIFIED -> 0;
    };
  }

  /** How long the oldest command has been waiting for the writer, in seconds. */
  public double oldestUnwrittenSeconds() {
    return oldestSeconds(Milestone.ACCEPTED);
  }

  /** How long the oldest event of a component has been waiting to be executed, in seconds. */
  public double oldestPendingSeconds(String component) {
    return oldest(component, PartitionState::pending);
  }

  /** How long the oldest event of a component has been waiting to be baked, in seconds. */
  public double oldestUnbakedSeconds(String component) {
    return oldest(component, PartitionState::unbaked);
  }

  /** How many events of a component and partition wait to be executed. */
  public long pending(String component, int partition) {
    return count(component, partition, PartitionState::pending);
  }

  /** How many events of a component and partition wait to be baked. */
  public long unbaked(String component, int partition) {
    return count(component, partition, PartitionState::unbaked);
  }

  private double oldest(String component, Function<PartitionState, Waiting> part) {
    return partitions.stream()
        .filter(it -> it.component().equals(component))
        .map(part)
        .mapToDouble(it -> it.seconds(time))
        .max()
        .orElse(0);
  }

  private long count(String component, int partition, Function<PartitionState, Waiting> part) {
    return partitions.stream()
        .filter(it -> it.component().equals(component) && it.partition() == partition)
        .map(part)
        .mapToLong(Waiting::count)
        .sum();
  }

  private long sum(Function<PartitionState, Waiting> part) {
    return partitions.stream().map(part).mapToLong(Waiting::count).sum();
  }

  private double oldest(Function<PartitionState, Waiting> part) {
    return partitions.stream().map(part).mapToDouble(it -> it.seconds(time)).max().orElse(0);
  }
}
