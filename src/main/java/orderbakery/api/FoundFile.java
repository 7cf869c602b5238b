package orderbakery.api;

import orderbakery.component.AttachedFile;
import orderbakery.edge.ByteRange;
import orderbakery.files.FileKey;
import orderbakery.files.FileToFetch;

/**
 * A file that was asked for.
 *
 * @param range of its bytes; null for all
 * @param isKnown whether the client has it already
 * @param isHead whether the client wants to know about it only
 */
public record FoundFile(
    FileKey key, AttachedFile file, ByteRange range, boolean isKnown, boolean isHead) {

  /** Whether bytes of it are sent. */
  public boolean isSent() {
    return !isKnown && !isHead && !isOutOfRange();
  }

  boolean isOutOfRange() {
    return range != null && range.length() == 0;
  }

  long length() {
    return range == null ? file.size() : range.length();
  }

  /** What is asked of the store. */
  public FileToFetch asked() {
    return new FileToFetch(key, range == null ? 0 : range.from(), length());
  }
}
