package orderbakery.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preference {@code wait} of the header {@code Prefer}, by the grammar of RFC 7240. */
final class Preference {
  private static final int LONGEST_SECONDS = 30;

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String WORD = "(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")";
  private static final Pattern PREFERENCE =
      Pattern.compile(
          "\\G[\\s,]*(?<name>T)(?:\\s*=\\s*(?<value>W))?(?:\\s*;\\s*(?:T(?:\\s*=\\s*W)?)?)*+\\s*(?:,|$)"
              .replace("T", TOKEN)
              .replace("W", WORD));

  private Preference() {}

  /**
   * How long to wait, in seconds, 30 at most; 0 when the client does not say so in a form that we
   * know: a preference is never an error. The first one counts.
   *
   * @param prefer the header's value, all of its lines joined by commas; null when there is none
   */
  static int waitSeconds(String prefer) {
    Matcher preference = PREFERENCE.matcher(prefer == null ? "" : prefer);
    while (preference.find()) {
      if (preference.group("name").equalsIgnoreCase("wait")) {
        return seconds(preference.group("value"));
      }
    }
    return 0;
  }

  /** The value of the header {@code Preference-Applied}; null when nothing was preferred. */
  static String applied(int waitSeconds) {
    return waitSeconds > 0 ? "wait=" + waitSeconds : null;
  }

  /** A number of any length. */
  private static int seconds(String value) {
    String digits = value == null ? "" : value.replaceAll("^\"0*|^0+|\"$", "");
    if (!digits.matches("[0-9]+")) {
      return 0;
    }
    return digits.length() > 2
        ? LONGEST_SECONDS
        : Math.min(Integer.parseInt(digits), LONGEST_SECONDS);
  }
}
