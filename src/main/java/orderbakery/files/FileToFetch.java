package orderbakery.files;

/**
 * The bytes of a file that are asked for.
 *
 * @param from the first one, counted from 0
 * @param length how many, 1 or more; the file has them
 */
public record FileToFetch(FileKey key, long from, long length) {
  public FileToFetch {
    if (from < 0 || length < 1) {
      throw new IllegalArgumentException(
          "Of file " + key + " there are no " + length + " bytes from " + from);
    }
  }
}
