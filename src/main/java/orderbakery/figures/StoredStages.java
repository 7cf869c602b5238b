package orderbakery.figures;

import java.util.Map;

/** What the store knows of how far the stages are. All of it is read from indexes. */
public interface StoredStages {

  /** The sequence of the last event of a partition, 0 before the first. */
  long head(int partition);

  /** The events of a component that are pending, by partition; those without any are left out. */
  Map<Integer, Waiting> pending(String component);

  /** The highest sequence of a partition that the presentation of a component shows, or 0. */
  long baked(String component, int partition);

  /**
   * The executed events of a component in a part of a partition, none where none of them changes
   * what is presented.
   *
   * @param above the sequence before the part
   * @param upTo the last sequence of the part
   */
  Waiting executed(String component, int partition, long above, long upTo);

  /** Which process has executed the newest event of a component and partition, null for none. */
  String owner(String component, int partition);
}
