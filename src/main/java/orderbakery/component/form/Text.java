package orderbakery.component.form;

import java.util.Optional;

/**
 * A string of so many characters, counted as Unicode code points. One that must not be empty must
 * not be blank either; blanks around a text are kept.
 */
public record Text(int min, int max) implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    if (!(json.value() instanceof String text)) {
      return json.refuse("must be a string");
    }
    long length = text.codePoints().count();
    if (length < min || length > max) {
      return json.refuse("must have " + min + " to " + max + " characters");
    }
    if (min > 0 && text.codePoints().allMatch(Text::isBlank)) {
      return json.refuse("must not be blank");
    }
    if (text.codePoints().anyMatch(Text::isUnfit)) {
      return json.refuse("must not contain NUL or half a surrogate pair");
    }
    return Optional.of(text);
  }

  static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  /** A surrogate that is a code point of its own has lost its other half: no UTF-8 can carry it. */
  static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static boolean isUnfit(int codePoint) {
    return codePoint == 0 || isSurrogate(codePoint);
  }
}
