package orderbakery.files;

import java.io.File;
import java.nio.file.Path;

/**
 * Bytes that have arrived and are to be kept.
 *
 * @param bytes a temporary file of this process, which a store may move away
 * @param size in bytes
 * @param sha256 in hexadecimal
 * @param type the media type, as the client has told it
 */
public record FileToKeep(FileKey key, Path bytes, long size, String sha256, String type) {

  /** Where the temporary file is: as text, since Camel would make text of a file's content. */
  public String path() {
    return bytes.toString();
  }

  /** The temporary file. */
  public File file() {
    return bytes.toFile();
  }
}
