package orderbakery.operate.sweeps;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import orderbakery.files.FileKey;
import orderbakery.log.EventStatus;

/** What the log says of files. */
public interface FileEvents {

  /** What became of the commands that have attached these files; none of those it does not have. */
  Map<FileKey, EventStatus> attached(Set<FileKey> files);

  /** When these files were taken away, or their entities deleted; none of those that are there. */
  Map<FileKey, Instant> removed(Set<FileKey> files);

  /** Those of these entities that it has any event of. */
  Set<String> known(Set<String> entityIds);
}
