package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import orderbakery.component.Caller;
import orderbakery.component.FileCommand;
import orderbakery.component.FileProblems;
import orderbakery.component.Ids;
import orderbakery.component.Precondition;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.MediaTypes;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.Sha256;

/** A request as a route has it. */
final class Request {
  private static final Pattern TRACE_PARENT =
      Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private final HttpRequest request;

  Request(HttpRequest request) {
    this.request = request;
  }

  Caller caller() {
    return request.caller();
  }

  byte[] body() {
    return request.body();
  }

  /**
   * What is asked for: what the method says, or for a POST below an entity the last word of the
   * path. {@code create}, {@code update}, {@code patch}, {@code delete}, {@code detach}; {@code
   * cancel} …
   */
  String kind() {
    return switch (request.method()) {
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> request.variables().containsKey("fileId") ? FileCommand.DETACH : "delete";
      default ->
          request.variables().containsKey("id")
              ? request.path().substring(request.path().lastIndexOf('/') + 1)
              : "create";
    };
  }

  /** With its id as we write it, so that a repeat may write it otherwise. */
  private String path() {
    String path = request.path();
    for (String variable : request.variables().values()) {
      path = path.replace(variable, Ids.read(variable).orElse(variable));
    }
    return path;
  }

  /** The id of the command that the client has named; empty when it has named none. */
  Optional<String> commandId() {
    return Optional.ofNullable(request.header("Idempotency-Key"))
        .map(IdempotencyKey::parse)
        .map(key -> key.commandId(caller().principal()));
  }

  /**
   * What the client asks of the version, as it was sent; null for nothing.
   *
   * @throws RefusedRequest 400 when it is of no form that we know
   */
  String ifMatch() {
    String given = request.header("If-Match");
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
    return Preference.waitSeconds(request.list("Prefer"));
  }

  /** A trace context (W3C); one that is none is left out, as W3C asks. */
  String traceParent() {
    String given = request.list("traceparent");
    return given != null && TRACE_PARENT.matcher(given).matches() ? given : null;
  }

  /** The digest of a request with this body; all ways to write the same JSON have the same. */
  RequestDigest digest(Map<String, Object> body) {
    return new RequestDigest(
        sha256(CanonicalJson.of(body)), () -> sha256(new String(body(), UTF_8)));
  }

  /** The digest of a request whose body is a file: this text stands for it. */
  RequestDigest digestOfFile(String described) {
    String value = sha256(described);
    return new RequestDigest(value, () -> value);
  }

  /** Of method, path and body, in hexadecimal. */
  private String sha256(String body) {
    return Sha256.of(request.method() + " " + path() + "\n" + body);
  }

  boolean isJson() {
    return MediaTypes.is(request.header("Content-Type"), "application/json");
  }

  /** The id in the path; empty when it is none of ours. */
  Optional<String> id() {
    return Optional.ofNullable(request.variables().get("id")).flatMap(Ids::read);
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
   * The id of a file in the path.
   *
   * @throws RefusedRequest when it is none of ours: there cannot be such a file
   */
  String fileId() {
    return Ids.read(request.variables().get("fileId"))
        .orElseThrow(() -> new RefusedRequest(FileProblems.unknown()));
  }
}
