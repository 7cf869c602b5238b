package orderbakery.feed;

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

  /**
   * Whether this is above all that has passed in its partition; then it has passed, too.
   *
   * @param isRejection of which there may be several at one mark
   */
  synchronized boolean pass(int partition, Mark mark, boolean isRejection) {
    Mark highest = now().of(partition);
    boolean above = highest.isBelow(mark) || (isRejection && highest.equals(mark));
    if (above) {
      marks = marks.with(partition, mark);
    }
    return above;
  }
}
