package orderbakery.operate.sweeps;

import java.time.Instant;
import java.util.List;
import orderbakery.files.FileKey;

/** The files that the presented documents of one component name, by key. */
public interface NamedFiles {

  /**
   * A file that a document names.
   *
   * @param size in bytes
   * @param addedAt when it was accepted
   */
  record Named(FileKey key, long size, Instant addedAt) {}

  /**
   * A page of them.
   *
   * @param after the last key that was looked at before; null for none
   * @param files perhaps none
   * @param next up to which all documents were looked at; null for the end
   */
  record Page(FileKey after, List<Named> files, FileKey next) {
    public Page {
      files = List.copyOf(files);
    }
  }

  /**
   * The page that follows a key.
   *
   * @param after null for the beginning
   */
  Page page(FileKey after);
}
