package orderbakery.feed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** How far this process has passed frames on. */
final class Passed {
  private final Supplier<Marks> beginning;
  private final Map<Integer, Set<String>> rejections = new HashMap<>();
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
      rejections.remove(partition);
    }
    return above;
  }

  /**
   * The same for a rejection: there may be several at one mark, when a release has come to them one
   * after the other.
   *
   * @param id of the command
   */
  synchronized boolean passRejection(int partition, Mark mark, String id) {
    boolean passes = pass(partition, mark) || now().of(partition).equals(mark);
    return passes && rejections.computeIfAbsent(partition, p -> new HashSet<>()).add(id);
  }
}
