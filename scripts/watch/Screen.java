import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line per frame, and one per change of state.
 *
 * @param bold whether changes of state stand out
 */
record Screen(PrintStream out, boolean bold) {

  void state(String text) {
    out.printf(bold ? "\033[1m-- %s\033[0m%n" : "-- %s%n", text);
  }

  /** Time, type and order; then version, status, total and number, or why it was rejected. */
  void frame(Map<String, Object> frame, Map<?, ?> data) {
    String what = String.valueOf(frame.get("type")).replaceFirst("^order\\.", "");
    Stream<?> told =
        what.equals("rejected")
            ? Stream.of(data.get("operation"), data.get("status"), data.get("detail"))
            : Stream.of(
                "v" + data.get("version"),
                data.get("status"),
                data.get("total"),
                data.get("currency"),
                data.get("number"));
    out.printf(
        "%s  %-9s  %s  %s%n",
        frame.get("time"),
        what,
        frame.get("subject"),
        told.filter(Objects::nonNull).map(String::valueOf).collect(Collectors.joining("  ")));
  }
}
