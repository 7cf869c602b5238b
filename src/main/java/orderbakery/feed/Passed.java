package orderbakery.feed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How far this process has passed frames on. */
final class Passed {
  private final Supplier<Marks> beginning;
  private Marks marks;

  /**
   * @param beginning asked once, at first use
   */
  Passed(Supplier<Marks> beginning) {
    this.beginning = beginning;
  }

  synchronized Marks now() {
    if (marks == null) {
      marks = beginning.get();
    }
    return marks;
  }

  /** Whether this is above all that has passed in its partition; then it has passed, too. */
  synchronized boolean pass(int partition, Mark mark) {
    boolean above = now().of(partition).isBelow(mark);
    if (above) {
      marks = marks.with(partition, mark);
      notifyAll();
    }
    return above;
  }

  /** Waits until all up to these marks has passed, or the time is over; what has passed then. */
  synchronized Marks await(Marks wanted, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    long left = patience.toNanos();
    try {
      while (left > 0 && now().below(wanted).findAny().isPresent()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = deadline - System.nanoTime();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return now();
  }
}
