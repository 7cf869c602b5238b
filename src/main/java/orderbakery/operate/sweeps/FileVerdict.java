package orderbakery.operate.sweeps;

import java.util.List;
import orderbakery.files.FileKey;
import orderbakery.files.KeptFile;

/**
 * What a sweep makes of a page of files.
 *
 * @param inVain that are kept for nothing
 * @param next behind which the next sweep goes on; null for the beginning
 */
public record FileVerdict(List<KeptFile> inVain, FileKey next) {
  public FileVerdict {
    inVain = List.copyOf(inVain);
  }
}
