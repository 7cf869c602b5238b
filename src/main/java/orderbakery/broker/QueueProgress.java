package orderbakery.broker;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a queue gets on, as this process sees it. What waits may be taken by another process: it
 * stands still when no message of it was worked off here and it has only grown.
 */
final class QueueProgress {
  private final String name;
  private final LongSupplier nanoTime;
  private long handledAt;
  private long countedAt;
  private long count;
  private Long stalledSince;

  QueueProgress(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
    this.handledAt = nanoTime.getAsLong();
    this.countedAt = handledAt;
  }

  String name() {
    return name;
  }

  synchronized void handled() {
    handledAt = nanoTime.getAsLong();
    stalledSince = null;
  }

  /** Whether its messages are worth counting: nothing of it was worked off for so long. */
  synchronized boolean isQuiet(Duration within) {
    return nanoTime.getAsLong() - handledAt >= within.toNanos();
  }

  /** So many messages wait in it now. */
  synchronized void counted(long waiting) {
    long now = nanoTime.getAsLong();
    boolean moved = waiting < count || handledAt - countedAt > 0;
    if (waiting == 0 || moved) {
      stalledSince = null;
    } else if (stalledSince == null) {
      stalledSince = now;
    }
    count = waiting;
    countedAt = now;
  }

  synchronized boolean isStalled(Duration within) {
    return stalled().compareTo(within) >= 0;
  }

  /** Since when what waits has not been taken. */
  synchronized Duration stalled() {
    return stalledSince == null
        ? Duration.ZERO
        : Duration.ofNanos(nanoTime.getAsLong() - stalledSince);
  }

  /** How long ago a message of it was worked off here, or since this process began. */
  synchronized Duration sinceHandled() {
    return Duration.ofNanos(nanoTime.getAsLong() - handledAt);
  }
}
