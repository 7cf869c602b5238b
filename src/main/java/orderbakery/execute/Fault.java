package orderbakery.execute;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import orderbakery.component.Problem;

/**
 * Why a decision could not be taken: a fault in code or data. For operators; clients are told no
 * more than {@link #problem}.
 *
 * @param kind the class of the exception
 * @param message of the exception, the first 1024 characters
 * @param stack the first 4096 characters
 */
public record Fault(String kind, String message, String stack, Instant time) {
  private static final int LONGEST_MESSAGE = 1024;
  private static final int LONGEST_STACK = 4096;

  static Fault of(RuntimeException thrown, Instant time) {
    StringWriter stack = new StringWriter();
    thrown.printStackTrace(new PrintWriter(stack));
    return new Fault(
        thrown.getClass().getName(),
        cut(String.valueOf(thrown.getMessage()), LONGEST_MESSAGE),
        cut(stack.toString(), LONGEST_STACK),
        time);
  }

  /** What clients are told. */
  Problem problem() {
    return problem("Its decision failed. It is kept, and waits for an operator.");
  }

  static Problem problem(String detail) {
    return new Problem("internal-error", "Something went wrong here", 500, detail);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
