package orderbakery.files;

import java.util.List;

/**
 * A page of the files in a store, by key.
 *
 * @param files that are old enough; perhaps none
 * @param next after which the next page begins; null when there is none
 */
public record FilePage(List<KeptFile> files, FileKey next) {
  public FilePage {
    files = List.copyOf(files);
  }
}
