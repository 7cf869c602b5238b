package orderbakery.component.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orderbakery.component.FieldError;

/**
 * A JSON value in its place.
 *
 * @param value as a JSON parser gives it: map, list, string, number, boolean or null
 * @param pointer JSON pointer (RFC 6901) from the whole document to the value
 * @param errors what is wrong in the whole document; {@link #refuse} adds to it
 */
public record Json(Object value, String pointer, List<FieldError> errors) {

  private static final String REPLACEMENT = "\uFFFD";

  /** A whole document, of which nothing is known to be wrong. */
  static Json document(Object value) {
    return new Json(value, "", new ArrayList<>());
  }

  /** A member of this object, or an element of this array. */
  Json child(Object token, Object value) {
    return new Json(value, pointer + "/" + escaped(String.valueOf(token)), errors);
  }

  /** Notes that the value is wrong. */
  <T> Optional<T> refuse(String detail) {
    errors.add(new FieldError(pointer, detail));
    return Optional.empty();
  }

  /** A name may hold what no UTF-8 can carry, and the pointer goes back to the client. */
  private static String escaped(String token) {
    StringBuilder wellFormed = new StringBuilder();
    token
        .codePoints()
        .forEach(
            c -> {
              if (Text.isSurrogate(c)) {
                wellFormed.append(REPLACEMENT);
              } else {
                wellFormed.appendCodePoint(c);
              }
            });
    return wellFormed.toString().replace("~", "~0").replace("/", "~1");
  }
}
