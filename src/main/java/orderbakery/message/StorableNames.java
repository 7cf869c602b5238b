package orderbakery.message;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Names that the log can hold: one with a NUL, or one that begins like an operator, would fail the
 * insert of a whole batch.
 */
final class StorableNames {

  private StorableNames() {}

  /**
   * Looks at every name in a JSON value.
   *
   * @throws IOException that tells the first one that cannot be stored
   */
  static void require(Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        String name = String.valueOf(member.getKey());
        if (name.indexOf('\0') >= 0 || name.startsWith("$")) {
          throw new IOException("Its payload has a name that cannot be stored: " + name);
        }
        require(member.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        require(element);
      }
    }
  }
}
