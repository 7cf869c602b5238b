package orderbakery.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import orderbakery.component.Problem;

/** The frames that tell of the feed itself: contract.md section 2. */
final class ControlFrames {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String reload;
  private final int heartbeatSeconds;

  /**
   * @param reload where a client reads all anew
   * @param heartbeatSeconds between two pings
   */
  ControlFrames(String reload, int heartbeatSeconds) {
    this.reload = reload;
    this.heartbeatSeconds = heartbeatSeconds;
  }

  String hello(ResumeToken token, boolean resumed) {
    Map<String, Object> frame = frame("feed.hello");
    frame.put("token", token.toString());
    frame.put("resumed", resumed);
    frame.put("heartbeatSeconds", heartbeatSeconds);
    return write(frame);
  }

  String live(ResumeToken token) {
    Map<String, Object> frame = frame("feed.live");
    frame.put("token", token.toString());
    return write(frame);
  }

  String reset(String reason) {
    Map<String, Object> frame = frame("feed.reset");
    frame.put("reason", reason);
    frame.put("reload", reload);
    return write(frame);
  }

  String subscribed(Interest interest) {
    Map<String, Object> frame = frame("feed.subscribed");
    frame.put("ids", new TreeSet<>(interest.subjects()));
    frame.put("types", new TreeSet<>(interest.types()));
    return write(frame);
  }

  String error(Problem problem) {
    Map<String, Object> frame = frame("feed.error");
    frame.put("problem", problem.toDocument());
    return write(frame);
  }

  String pong() {
    return write(frame("feed.pong"));
  }

  private static Map<String, Object> frame(String type) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", type);
    return frame;
  }

  private static String write(Map<String, Object> frame) {
    try {
      return JSON.writeValueAsString(frame);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
