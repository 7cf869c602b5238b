package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import orderbakery.component.Admission;
import orderbakery.component.Component;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;
import orderbakery.edge.StrictJson;
import orderbakery.log.ScheduledCommand;

/** Makes scheduled commands of requests. */
public final class Intake {
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final String ANONYMOUS = "anonymous";

  private final Component<?> component;
  private final Clock clock;
  private final Supplier<String> ids;
  private final String acceptedBy;

  /**
   * An intake for one component.
   *
   * @param ids fresh command ids, UUIDv7
   * @param acceptedBy the process, as the schedule message names it
   */
  public Intake(Component<?> component, Clock clock, Supplier<String> ids, String acceptedBy) {
    this.component = component;
    this.clock = clock;
    this.ids = ids;
    this.acceptedBy = acceptedBy;
  }

  /**
   * A command that creates an entity: the entity's id is the command's.
   *
   * @param headers headers, query and path parameters that passed the edge
   * @param body as it was sent, null or empty for none
   * @throws RefusedRequest when the body is not what contract.md section 1 asks for
   */
  public ScheduledCommand create(Map<String, Object> headers, byte[] body) {
    Request request = new Request(headers, body);
    String id = ids.get();
    return command(id, id, "create", "create", request);
  }

  /**
   * A command on an entity.
   *
   * @param kind of request: {@code update}, {@code patch}, {@code cancel}, {@code delete}
   * @param headers headers, query and path parameters that passed the edge, the path's {@code id}
   *     among them
   * @param body as it was sent, null or empty for none
   * @throws RefusedRequest when the body is not what contract.md section 1 asks for
   */
  public ScheduledCommand change(String kind, Map<String, Object> headers, byte[] body) {
    Request request = new Request(headers, body);
    String operation = kind.equals("patch") ? "update" : kind;
    return command(ids.get(), request.entityId(component.name()), kind, operation, request);
  }

  private ScheduledCommand command(
      String id, String entityId, String kind, String operation, Request request) {
    Instant acceptedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return new ScheduledCommand(
        id,
        entityId,
        component.name(),
        operation,
        admitted(kind, request, acceptedAt),
        null,
        acceptedAt,
        acceptedBy,
        ANONYMOUS,
        digest(request),
        traceParent(request));
  }

  private Map<String, Object> admitted(String kind, Request request, Instant acceptedAt) {
    Admission admission = component.admit(kind, body(kind, request), acceptedAt);
    if (admission instanceof Admission.Admitted admitted) {
      return admitted.payload();
    }
    throw new RefusedRequest(((Admission.Refused) admission).problem());
  }

  private Map<String, Object> body(String kind, Request request) {
    boolean optional = kind.equals("cancel") || kind.equals("delete");
    if (request.body().length == 0) {
      if (optional) {
        return Map.of();
      }
      throw new RefusedRequest(Problems.malformed("The body is empty."));
    }
    if (optional && !request.isJson()) {
      throw new RefusedRequest(Problems.unsupportedMediaType());
    }
    return object(StrictJson.read(request.body()));
  }

  @SuppressWarnings("unchecked") // the keys of a JSON object are strings
  private Map<String, Object> object(Object json) {
    if (json instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new RefusedRequest(
        new Problem(
            "invalid-" + component.name(),
            "The " + component.name() + " is not valid",
            422,
            "The body must be a JSON object.",
            List.of(new FieldError("", "must be an object"))));
  }

  /** A trace context that is not one of W3C's is left out, as W3C asks. */
  private static String traceParent(Request request) {
    String given = request.header("traceparent");
    return given != null && TRACE_PARENT.matcher(given).matches() ? given : null;
  }

  private static String digest(Request request) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((request.method() + " " + request.path() + "\n").getBytes(UTF_8));
      return HexFormat.of().formatHex(sha256.digest(request.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
