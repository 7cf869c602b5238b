package orderbakery.operate.sweeps;

import java.util.List;
import orderbakery.files.FileKey;
import orderbakery.files.KeptFile;

/**
 * What a sweep makes of a page of files.
 *
 * @param inVain that are kept for nothing
 * @param strange that may belong to another log
 * @param next behind which the next sweep goes on; null for the beginning
 */
public record FileVerdict(List<KeptFile> inVain, List<FileKey> strange, FileKey next) {
  public FileVerdict {
    inVain = List.copyOf(inVain);
    strange = List.copyOf(strange);
  }
}
