package orderbakery.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preference {@code wait} of the header {@code Prefer} (RFC 7240). */
final class Preference {
  private static final int LONGEST_SECONDS = 30;
  private static final Pattern WAIT =
      Pattern.compile("\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);

  private Preference() {}

  /**
   * How long to wait, in seconds, 30 at most; 0 when the client does not say so in a form that we
   * know: a preference is never an error.
   *
   * @param prefer the header's value, all of its lines joined by commas; null when there is none
   */
  static int waitSeconds(String prefer) {
    if (prefer != null) {
      for (String preference : prefer.split(",", -1)) {
        Matcher wait = WAIT.matcher(preference);
        if (wait.matches()) {
          return Math.min(Integer.parseInt(wait.group(1)), LONGEST_SECONDS);
        }
      }
    }
    return 0;
  }
}
