package orderbakery.api;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import orderbakery.edge.RefusedRequest;

/** A request as a route has it. */
final class Request {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Map<String, Object> headers;
  private final byte[] body;

  /**
   * @param headers its headers, query and path parameters that passed the edge
   * @param body its bytes, null or empty for none
   */
  Request(Map<String, Object> headers, byte[] body) {
    this.headers = headers;
    this.body = body == null ? new byte[0] : body;
  }

  byte[] body() {
    return body;
  }

  /** The text of a header or parameter; null when it is absent. */
  String header(String name) {
    Object value = headers.get(name);
    return value == null ? null : value.toString();
  }

  String method() {
    return header("CamelHttpMethod");
  }

  String path() {
    return header("CamelHttpUri");
  }

  boolean isJson() {
    String type = header("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  /**
   * The id in the path.
   *
   * @throws RefusedRequest when it is none of ours: there cannot be such an entity
   */
  String entityId(String component) {
    String id = header("id");
    if (id == null || !UUID.matcher(id).matches()) {
      throw new RefusedRequest(Presented.unknown(component));
    }
    return id;
  }
}
