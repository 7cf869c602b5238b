package orderbakery.figures;

import java.time.Instant;

/**
 * How far one component is in one partition.
 *
 * @param head the last sequence of the partition, whichever component's it is
 * @param pending what waits to be executed
 * @param shown the highest sequence that is presented
 * @param unbaked what is executed and waits to be baked
 * @param unheard what is baked and waits to pass the feed of this process
 */
public record PartitionState(
    String component,
    int partition,
    long head,
    Waiting pending,
    long shown,
    Waiting unbaked,
    Waiting unheard) {

  boolean isAtRest() {
    return pending.isNone() && unbaked.isNone();
  }

  /** Up to which sequence nothing waits to be executed. */
  public long executed() {
    return pending.isNone() ? head : pending.first() - 1;
  }

  /** Up to which sequence nothing waits to be executed or baked. */
  public long baked() {
    return unbaked.isNone() ? executed() : Math.min(executed(), unbaked.first() - 1);
  }

  /** How many events wait to be executed or baked. */
  public long waiting() {
    return pending.count() + unbaked.count();
  }

  /** How long the oldest of these has been waiting, in seconds. */
  public double oldestSeconds(Instant now) {
    return Math.max(pending.seconds(now), unbaked.seconds(now));
  }
}
