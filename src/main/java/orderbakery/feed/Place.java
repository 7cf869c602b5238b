package orderbakery.feed;

/**
 * How far a client is.
 *
 * @param marks up to where it has seen all
 * @param begun the partition of which it has seen some changes above its mark, but not all; null if
 *     there is none
 */
record Place(Marks marks, Begun begun) {

  /**
   * A partition of which a client has seen a part.
   *
   * @param upTo no change that it has seen stands above this, or none that could be followed by an
   *     older one
   */
  record Begun(int partition, Mark upTo) {}

  /** All up to these marks and nothing above. */
  static Place at(Marks marks) {
    return new Place(marks, null);
  }

  /** The highest that it may have seen: a process that is not so far would take it back. */
  Marks highest() {
    return begun == null
        ? marks
        : marks.with(begun.partition, Mark.higher(marks.of(begun.partition), begun.upTo));
  }

  /** Whether its partitions are these, as many as there are. */
  boolean isOf(int partitions) {
    return marks.count() == partitions && (begun == null || begun.partition < partitions);
  }
}
