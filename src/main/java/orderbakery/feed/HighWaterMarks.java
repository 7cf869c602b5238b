package orderbakery.feed;

import java.util.Arrays;
import java.util.List;
import orderbakery.log.Position;

/** The newest (sequence, version) of each partition that has passed. */
final class HighWaterMarks {
  private final long[] sequences;
  private final long[] versions;

  /**
   * @param sequences where to begin, one per partition: any version there has passed
   */
  HighWaterMarks(long[] sequences) {
    this.sequences = sequences.clone();
    this.versions = new long[sequences.length];
    Arrays.fill(versions, Long.MAX_VALUE);
  }

  /** Whether this is newer than all that has passed in its partition; then it has passed, too. */
  boolean pass(Position position, long version) {
    int partition = position.partition();
    boolean newer =
        position.sequence() > sequences[partition]
            || (position.sequence() == sequences[partition] && version > versions[partition]);
    if (newer) {
      sequences[partition] = position.sequence();
      versions[partition] = version;
    }
    return newer;
  }

  List<Long> sequences() {
    return Arrays.stream(sequences).boxed().toList();
  }
}
