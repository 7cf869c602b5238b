package orderbakery.component.form;

import java.util.Optional;

/**
 * The name of a file, not its path: a {@link SingleLine} that no file system and no eye mistakes.
 */
public record FileName(int max) implements Rule {

  @Override
  public Optional<Object> read(Json json) {
    if (json.value() instanceof String text) {
      if (text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
        return json.refuse("must not contain slashes");
      }
      if (text.equals(".") || text.equals("..")) {
        return json.refuse("must not be . or ..");
      }
      if (text.codePoints().anyMatch(FileName::turnsText)) {
        return json.refuse("must not contain characters that turn the direction of text");
      }
    }
    return new SingleLine(max).read(json);
  }

  /** With one of these, {@code exe.jpg} is shown where {@code gpj.exe} is meant. */
  private static boolean turnsText(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
