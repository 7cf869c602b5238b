package orderbakery.files;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import orderbakery.component.Ids;

/**
 * The name of a file in a store: {@code order/<entity>/<file>}.
 *
 * @param component {@code order}
 * @param entityId what the file belongs to
 * @param fileId which is the id of the command that attaches it
 */
public record FileKey(String component, String entityId, String fileId)
    implements Comparable<FileKey> {
  private static final Pattern COMPONENT = Pattern.compile("[a-z][a-z0-9-]*");
  private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
  private static final Comparator<FileKey> ORDER = Comparator.comparing(FileKey::toString);

  public FileKey {
    if (!COMPONENT.matcher(component).matches() || !isId(entityId) || !isId(fileId)) {
      throw new IllegalArgumentException(
          "A file cannot be named " + component + "/" + entityId + "/" + fileId);
    }
  }

  /** The inverse of {@link #toString}; empty for what is no key of ours. */
  public static Optional<FileKey> read(String key) {
    String[] parts = key.split("/", -1);
    return parts.length == 3
            && COMPONENT.matcher(parts[0]).matches()
            && isId(parts[1])
            && isId(parts[2])
        ? Optional.of(new FileKey(parts[0], parts[1], parts[2]))
        : Optional.empty();
  }

  /** Behind all files of an entity. */
  public static FileKey lastOf(String component, String entityId) {
    return new FileKey(component, entityId, LAST_ID);
  }

  private static boolean isId(String text) {
    return Ids.read(text).filter(text::equals).isPresent();
  }

  @Override
  public int compareTo(FileKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return component + "/" + entityId + "/" + fileId;
  }
}
