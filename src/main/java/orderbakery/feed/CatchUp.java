package orderbakery.feed;

import java.util.List;
import orderbakery.component.Fact;

/**
 * The way from one set of marks to another through the presentation, in pieces: each changed entity
 * once, in its newest version, in order of sequence within its partition.
 */
final class CatchUp {
  private static final int PIECE = 64;

  private final Changes changes;
  private final Marks goal;
  private Marks reached;
  private int partition;
  private Fact last;

  CatchUp(Changes changes, Marks from, Marks goal) {
    this.changes = changes;
    this.goal = goal;
    this.reached = from;
  }

  /** The next changes of one partition; empty when the goal is reached. */
  List<Fact> load(Interest interest) {
    for (; partition < goal.count(); partition++) {
      Mark mark = reached.of(partition);
      long end = goal.of(partition).sequence();
      List<Fact> found =
          mark.isBelow(goal.of(partition))
              ? changes.after(partition, mark, end, interest, PIECE)
              : List.of();
      if (!found.isEmpty()) {
        last = found.size() < PIECE ? found.get(found.size() - 1) : null;
        return found;
      }
      finishPartition();
    }
    return List.of();
  }

  /** A loaded change has been taken; what was loaded and not taken is loaded again. */
  void take(Fact change) {
    if (change.equals(last)) {
      finishPartition();
      partition++;
    } else {
      reached = reached.with(partition, new Mark(change.position().sequence(), change.version()));
    }
  }

  private void finishPartition() {
    if (reached.of(partition).isBelow(goal.of(partition))) {
      reached = reached.with(partition, goal.of(partition));
    }
  }

  /** How far all that was taken goes. */
  Marks reached() {
    return reached;
  }

  Marks goal() {
    return goal;
  }
}
