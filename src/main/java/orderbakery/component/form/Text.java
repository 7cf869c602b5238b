package orderbakery.component.form;

import java.util.Optional;

/**
 * A string of 1 to so many characters, counted as Unicode code points, that is not blank. Blanks
 * around a text are kept.
 */
public record Text(int max) implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    if (!(json.value() instanceof String text)) {
      return json.refuse("must be a string");
    }
    if (text.codePointCount(0, text.length()) > max || text.isEmpty()) {
      return json.refuse("must have 1 to " + max + " characters");
    }
    if (Blanks.isBlank(text)) {
      return json.refuse("must not be blank");
    }
    if (text.codePoints().anyMatch(Text::isUnfit)) {
      return json.refuse("must not contain NUL or half a surrogate pair");
    }
    return Optional.of(text);
  }

  /** A surrogate that is a code point of its own has lost its other half: no UTF-8 can carry it. */
  static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static boolean isUnfit(int codePoint) {
    return codePoint == 0 || isSurrogate(codePoint);
  }
}
