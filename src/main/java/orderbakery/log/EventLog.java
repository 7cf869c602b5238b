package orderbakery.log;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What the log knows about itself. */
public interface EventLog {

  /** The last event of a partition; {@link #NONE} before the first. */
  record Top(long sequence, Instant creationTime) {
    public static final Top NONE = new Top(0, Instant.EPOCH);
  }

  /** The last event of this partition. */
  Top top(int partition);

  /**
   * Those of these command ids that are in the log already, each with the digest of its request.
   */
  Map<String, String> digests(Collection<String> ids);

  /** The component of an entity; empty when the log has no event of it. */
  Optional<String> componentOf(String entityId);
}
