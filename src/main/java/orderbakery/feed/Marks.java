package orderbakery.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One mark for each partition. */
record Marks(List<Mark> byPartition) {

  Marks {
    byPartition = List.copyOf(byPartition);
  }

  /** Before all changes. */
  static Marks none(int partitions) {
    return new Marks(Stream.generate(() -> Mark.NONE).limit(partitions).toList());
  }

  int count() {
    return byPartition.size();
  }

  Mark of(int partition) {
    return byPartition.get(partition);
  }

  Marks with(int partition, Mark mark) {
    List<Mark> changed = new ArrayList<>(byPartition);
    changed.set(partition, mark);
    return new Marks(changed);
  }

  /** The higher mark of each partition. */
  Marks orHigher(Marks other) {
    return new Marks(partitions(p -> true).mapToObj(p -> Mark.higher(of(p), other.of(p))).toList());
  }

  /** The partitions in which this is not as far as the other. */
  IntStream below(Marks other) {
    return partitions(p -> of(p).isBelow(other.of(p)));
  }

  private IntStream partitions(IntPredicate which) {
    return IntStream.range(0, count()).filter(which);
  }
}
