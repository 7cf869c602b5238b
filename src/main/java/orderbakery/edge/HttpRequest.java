package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderbakery.component.Caller;

/**
 * A request as a route has it.
 *
 * @param caller who sends it
 * @param path as it was sent, without its query
 * @param variables what the path names: {@code id}
 * @param headers those that pass the edge, each with all of its lines
 * @param body its bytes; empty for none
 * @param upload a body that is a file and is yet to come; null for none
 */
@SuppressWarnings("ArrayRecordComponent") // requests are not compared
public record HttpRequest(
    Caller caller,
    String method,
    String path,
    Map<String, String> variables,
    Map<String, List<String>> headers,
    Query query,
    byte[] body,
    Upload upload) {
  /**
   * The attribute of a request that holds its {@link Caller}, once authentication has found him.
   */
  public static final String CALLER = Caller.class.getName();

  /** The header of a trace context (W3C). */
  public static final String TRACE_PARENT = "traceparent";

  private static final List<String> HEADERS =
      List.of(
          "Content-Type",
          TRACE_PARENT,
          "Idempotency-Key",
          "If-Match",
          "If-None-Match",
          "If-Range",
          "Prefer",
          "Range");

  /** A request whose body is here. */
  public HttpRequest(
      Caller caller,
      String method,
      String path,
      Map<String, String> variables,
      Map<String, List<String>> headers,
      Query query,
      byte[] body) {
    this(caller, method, path, variables, headers, query, body, null);
  }

  /**
   * @param upload of its body; null for one that is here
   */
  static HttpRequest of(HttpServletRequest request, Map<String, String> variables, Upload upload)
      throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : HEADERS) {
      if (request.getHeader(name) != null) {
        headers.put(name, Collections.list(request.getHeaders(name)));
      }
    }
    Object caller = request.getAttribute(CALLER);
    return new HttpRequest(
        caller == null ? Caller.ANONYMOUS : (Caller) caller,
        request.getMethod(),
        request.getRequestURI(),
        variables,
        headers,
        Query.of(request.getQueryString()),
        upload == null ? request.getInputStream().readAllBytes() : new byte[0],
        upload);
  }

  /**
   * The text of a header; null when it is absent.
   *
   * @throws RefusedRequest 400 when it is given more than once
   */
  public String header(String name) {
    List<String> lines = headers.getOrDefault(name, List.of());
    if (lines.size() > 1) {
      throw new RefusedRequest(
          Problems.malformed("The header " + name + " is given more than once."));
    }
    return lines.isEmpty() ? null : lines.get(0);
  }

  /** The same request, sent within another trace context. */
  public HttpRequest withTraceParent(String context) {
    Map<String, List<String>> others = new HashMap<>(headers);
    others.put(TRACE_PARENT, List.of(context));
    return new HttpRequest(caller, method, path, variables, others, query, body, upload);
  }

  /** The text of a header that is a list, all of its lines joined; null when it is absent. */
  public String list(String name) {
    List<String> lines = headers.get(name);
    return lines == null ? null : String.join(",", lines);
  }
}
