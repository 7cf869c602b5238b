package orderbakery.component.form;

/** What a reader does not see: spaces of any kind, control characters, and what has no width. */
final class Blanks {

  /** Letters and marks that are drawn as nothing: fillers, joiners, selectors of variants. */
  private static final String DRAWN_AS_NOTHING =
      "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFE0E\uFE0F";

  private Blanks() {}

  /** Whether an optional value counts as absent: null, or a text that is blank. */
  static boolean isAbsent(Object value) {
    return value == null || (value instanceof String text && isBlank(text));
  }

  /** Whether nothing is left of a text when its blanks are cut off. */
  static boolean isBlank(String text) {
    return text.codePoints().allMatch(Blanks::isBlank);
  }

  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.FORMAT
        || DRAWN_AS_NOTHING.indexOf(codePoint) >= 0;
  }
}
