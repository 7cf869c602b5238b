package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import orderbakery.component.Ids;

/**
 * Where a page ended.
 *
 * @param createdAt of its last entity, as the public document has it
 * @param id of its last entity
 */
public record Cursor(String createdAt, String id) {
  private static final String BETWEEN = " ";

  /** Reads the form of {@link #toString}; empty when the text is not of that form. */
  static Optional<Cursor> parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      int between = plain.indexOf(BETWEEN);
      return between < 1
          ? Optional.empty()
          : Ids.read(plain.substring(between + 1))
              .map(id -> new Cursor(plain.substring(0, between), id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** An opaque, URL-safe text. */
  @Override
  public String toString() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((createdAt + BETWEEN + id).getBytes(UTF_8));
  }
}
