package orderbakery.feed;

import java.util.List;
import orderbakery.component.Fact;

/**
 * The way from one set of marks to another through the presentation, in pieces: each changed entity
 * once, in its newest version, in order of sequence within its partition.
 *
 * <p>Where only some types are asked for, an entity may stand far behind the change that it is told
 * for. So a client has seen a partition up to any mark only when it has seen all of it. A partition
 * that was begun before comes first, so that there is never a second one.
 */
final class CatchUp {
  private static final int PIECE = 64;
  private static final Changes.Found NOTHING = new Changes.Found(List.of(), false);

  private final Changes changes;
  private final Interest interest;
  private final boolean endless;
  private final Marks start;
  private final Place.Begun begun;
  private Marks goal;
  private Marks passed;
  private int finished;
  private Fact last;

  /**
   * @param endless whether what stands behind the goal is loaded, too: it may have overtaken itself
   */
  CatchUp(Changes changes, Place from, Marks goal, Interest interest, boolean endless) {
    this.changes = changes;
    this.interest = interest;
    this.endless = endless;
    this.start = from.marks();
    this.begun = from.begun();
    this.goal = goal;
    this.passed = from.marks();
  }

  /** The next changes of one partition; empty when the goal is reached. */
  List<Fact> load() {
    for (; !isOver(); finished++) {
      Changes.Found found = find(partition());
      List<Fact> loaded = found.changes();
      if (!loaded.isEmpty()) {
        last = found.more() ? null : loaded.get(loaded.size() - 1);
        return loaded;
      }
      finishPartition();
    }
    return List.of();
  }

  private boolean isOver() {
    return finished == goal.count();
  }

  /** The one that is on the way. */
  private int partition() {
    int first = begun == null ? 0 : begun.partition();
    if (finished == 0) {
      return first;
    }
    return finished <= first ? finished - 1 : finished;
  }

  private Changes.Found find(int partition) {
    Mark from = start.of(partition);
    Mark to = goal.of(partition);
    Span span = new Span(from, endless ? Long.MAX_VALUE : to.sequence());
    return from.isBelow(to)
        ? changes.after(partition, passed.of(partition), span, interest, PIECE)
        : NOTHING;
  }

  /** A loaded change has been taken; what was loaded and not taken is loaded again. */
  void take(Fact change) {
    Mark mark = new Mark(change.position().sequence(), change.version());
    int partition = partition();
    Mark end = goal.of(partition);
    if (end.isBelow(mark) && end.sequence() == mark.sequence()) {
      goal = goal.with(partition, mark); // the rest of a release, which would come live
    }
    passed = passed.with(partition, mark);
    if (change.equals(last)) {
      finishPartition();
      finished++;
    }
  }

  private void finishPartition() {
    passed = passed.with(partition(), goal.of(partition()));
  }

  /** What the client has seen with all that was taken. */
  Place reached() {
    return interest.types().isEmpty() ? new Place(passed, begunBefore()) : finished();
  }

  /** What a client has seen, whatever it asked for: the partitions that are finished. */
  Place finished() {
    if (isOver()) {
      return Place.at(passed);
    }
    int partition = partition();
    Mark from = start.of(partition);
    Mark taken = Mark.lower(passed.of(partition), goal.of(partition));
    Mark upTo = begunBefore() == null ? taken : Mark.higher(begun.upTo(), taken);
    Place.Begun itself = from.isBelow(upTo) ? new Place.Begun(partition, upTo) : null;
    return new Place(passed.with(partition, from), itself);
  }

  private Place.Begun begunBefore() {
    return finished == 0 ? begun : null;
  }

  /** All of the partition of a change that is on the way. */
  Span span(Fact change) {
    int its = change.position().partition();
    return new Span(start.of(its), goal.of(its).sequence());
  }

  Marks goal() {
    return goal;
  }
}
