package orderbakery.tracing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a frame says of itself, read without parsing what it shows. */
final class FrameReader {
  private static final Pattern ENVELOPE =
      Pattern.compile(
          "\"id\":\"([^\"]*)\".*?\"type\":\"([^\"]*)\".*?\"subject\":\"([^\"]*)\".*?"
              + "\"position\":\"([^\"]*)\".*?\"traceparent\":\"([^\"]*)\"");

  private FrameReader() {}

  /** The command that a frame tells of; without a trace context when the frame has none. */
  static TracedCommand read(String frame) {
    Matcher found = ENVELOPE.matcher(frame).region(0, Math.max(frame.indexOf("\"data\":"), 0));
    return found.find()
        ? new TracedCommand(
            found.group(1), found.group(3), found.group(5), found.group(2), found.group(4))
        : new TracedCommand("", "", null, "", "");
  }
}
