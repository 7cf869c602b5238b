package orderbakery.bench.compare;

import java.util.Locale;

/** Reads a header of an answer. */
final class Header {
  private Header() {}

  /** Its value, or null. */
  static String of(String head, String name) {
    for (int line = head.indexOf('\n') + 1; line < head.length(); line = endOf(head, line) + 1) {
      if (head.regionMatches(true, line, name + ":", 0, name.length() + 1)) {
        return head.substring(line + name.length() + 1, endOf(head, line)).strip();
      }
    }
    return null;
  }

  /**
   * Refuses an answer of another status.
   *
   * @throws IllegalStateException when it is none of the expected status
   */
  static void require(int status, String head) {
    if (!head.startsWith(String.format(Locale.ROOT, "HTTP/1.1 %d", status))) {
      throw new IllegalStateException("Expected " + status + ": " + head);
    }
  }

  private static int endOf(String head, int line) {
    return head.indexOf('\n', line);
  }
}
