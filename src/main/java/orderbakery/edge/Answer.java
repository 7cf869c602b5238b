package orderbakery.edge;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // answers are not compared
public record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final String CONTENT_TYPE = "Content-Type";

  /** An answer without a body. */
  public static Answer of(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  /** This answer with a header; the same for null. */
  public Answer with(String header, Object value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value.toString());
    return new Answer(status, more, body);
  }

  /** This answer with this body. */
  public Answer with(String mediaType, byte[] content) {
    return new Answer(status, headers, content).with(CONTENT_TYPE, mediaType);
  }

  /** This answer with a body of JSON. */
  public Answer withJson(byte[] json) {
    return with("application/json", json);
  }

  /** What the response says already, such as a challenge that is more exact, stays. */
  void writeTo(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    headers.forEach(
        (header, value) -> {
          if (!response.containsHeader(header)) {
            response.setHeader(header, value);
          }
        });
    if (body.length > 0) {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
