package orderbakery.component.form;

import java.util.Optional;
import orderbakery.component.FieldError;

/**
 * A JSON value in its place.
 *
 * @param value as a JSON parser gives it: map, list, string, number, boolean or null
 * @param pointer JSON pointer (RFC 6901) from the whole document to the value
 * @param faults what is wrong in the whole document; {@link #refuse} adds to it
 */
public record Json(Object value, String pointer, Faults faults) {

  /** Longer names of members are not told again: the answer would be as long as the request. */
  private static final int MAX_NAME = 64;

  private static final String REPLACEMENT = "\uFFFD";

  /** A whole document, of which nothing is known to be wrong. */
  static Json document(Object value) {
    return new Json(value, "", new Faults());
  }

  /** A member of this object, or an element of this array. */
  Json child(Object token, Object value) {
    return new Json(value, pointer + "/" + escaped(String.valueOf(token)), faults);
  }

  /** Notes that the value is wrong. */
  <T> Optional<T> refuse(String detail) {
    faults.add(new FieldError(pointer, detail));
    return Optional.empty();
  }

  /** Notes that a member of this object is wrong by its name. */
  void refuseMember(String name, String detail) {
    if (name.length() > MAX_NAME) {
      refuse("has a member with a name of more than " + MAX_NAME + " characters");
    } else {
      child(name, null).refuse(detail);
    }
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
