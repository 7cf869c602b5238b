package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import orderbakery.component.Ids;
import orderbakery.component.Precondition;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;

/** A request as a route has it. */
final class Request {
  private static final int DEFAULT_LIMIT = 50;
  private static final int HIGHEST_LIMIT = 200;
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

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

  /**
   * The text of a header or parameter; null when it is absent.
   *
   * @throws RefusedRequest 400 when it is given more than once
   */
  String header(String name) {
    Object value = headers.get(name);
    if (value instanceof Collection<?>) {
      throw new RefusedRequest(
          Problems.malformed("The header or parameter " + name + " is given more than once."));
    }
    return value == null ? null : value.toString();
  }

  /** The text of a header that is a list, all of its lines joined; null when it is absent. */
  String list(String name) {
    return headers.get(name) instanceof Collection<?> lines
        ? lines.stream().map(String::valueOf).collect(Collectors.joining(","))
        : header(name);
  }

  private String method() {
    return header("CamelHttpMethod");
  }

  /** With its id as we write it, so that a repeat may write it otherwise. */
  private String path() {
    String path = header("CamelHttpUri");
    return id().map(id -> path.replace(header("id"), id)).orElse(path);
  }

  /** The id of the command that the client has named; empty when it has named none. */
  Optional<String> commandId(String principal) {
    return Optional.ofNullable(header("Idempotency-Key"))
        .map(IdempotencyKey::parse)
        .map(key -> key.commandId(principal));
  }

  /**
   * What the client asks of the version, as it was sent; null for nothing.
   *
   * @throws RefusedRequest 400 when it is of no form that we know
   */
  String ifMatch() {
    String given = header("If-Match");
    if (given != null) {
      try {
        Precondition.parse(given);
      } catch (IllegalArgumentException e) {
        throw new RefusedRequest(Problems.malformed("The header " + e.getMessage() + "."));
      }
    }
    return given;
  }

  /** How long the client wants to wait, in seconds; 0 for not at all. */
  int waitSeconds() {
    return Preference.waitSeconds(list("Prefer"));
  }

  /** A trace context (W3C); one that is none is left out, as W3C asks. */
  String traceParent() {
    String given = headers.get("traceparent") instanceof String text ? text : "";
    return TRACE_PARENT.matcher(given).matches() ? given : null;
  }

  /** SHA-256 of method, path and body, in hexadecimal. */
  String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((method() + " " + path() + "\n").getBytes(UTF_8));
      return HexFormat.of().formatHex(sha256.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  boolean isJson() {
    String type = header("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  /** The id in the path; empty when it is none of ours. */
  Optional<String> id() {
    return Optional.ofNullable(header("id")).flatMap(Ids::read);
  }

  /**
   * The id in the path.
   *
   * @throws RefusedRequest when it is none of ours: there cannot be such an entity
   */
  String entityId(String component) {
    return id().orElseThrow(() -> new RefusedRequest(Presented.unknown(component)));
  }

  /**
   * How many entries a page may have: the parameter {@code limit}, 1 to 200, 50 by default.
   *
   * @throws RefusedRequest 400 when it is something else
   */
  int limit() {
    String given = header("limit");
    if (given == null) {
      return DEFAULT_LIMIT;
    }
    int limit = given.matches("\\d{1,3}") ? Integer.parseInt(given) : 0;
    if (limit < 1 || limit > HIGHEST_LIMIT) {
      throw wrongParameter("limit must be an integer from 1 to " + HIGHEST_LIMIT);
    }
    return limit;
  }

  static RefusedRequest wrongParameter(String detail) {
    return new RefusedRequest(Problems.malformed("The query parameter " + detail + "."));
  }
}
