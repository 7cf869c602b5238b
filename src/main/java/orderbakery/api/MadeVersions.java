package orderbakery.api;

import java.time.Instant;

/** What the log tells of the versions that an entity has had. */
public interface MadeVersions {

  /** The newest version that had been made by then; 0 for none. */
  long newestAt(String component, String entityId, Instant time);

  /** Whether the log tells of the event that made this version. */
  boolean isMade(String component, String entityId, long version);

  /** The events that made these versions, in order; both ends are included. */
  Iterable<MadeVersion> made(String component, String entityId, long first, long last);
}
