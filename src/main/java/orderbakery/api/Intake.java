package orderbakery.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import orderbakery.component.Admission;
import orderbakery.component.Component;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;
import orderbakery.edge.StrictJson;
import orderbakery.log.ScheduledCommand;

/** Makes commands of requests. */
public final class Intake {
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
   * The command that a request asks for.
   *
   * @param kind of request: {@code create}, {@code update}, {@code patch}, {@code cancel}, {@code
   *     delete}
   * @param headers headers, query and path parameters that passed the edge; the path's {@code id}
   *     among them, but for a create
   * @param body as it was sent, null or empty for none
   * @throws RefusedRequest when the request is not what contract.md section 1 asks for
   */
  public Submission take(String kind, Map<String, Object> headers, byte[] body) {
    Request request = new Request(headers, body);
    return kind.equals("create") ? create(request) : change(kind, request);
  }

  /** The entity's id is the command's. */
  private Submission create(Request request) {
    if (request.ifMatch() != null) {
      throw new RefusedRequest(
          Problems.malformed("The header If-Match goes with an entity that exists."));
    }
    Optional<String> named = request.commandId(ANONYMOUS);
    String id = named.orElseGet(ids);
    ScheduledCommand command = command(id, id, "create", "create", request);
    return new Submission(command, named.isPresent(), request.waitSeconds());
  }

  private Submission change(String kind, Request request) {
    String operation = kind.equals("patch") ? "update" : kind;
    Optional<String> named = request.commandId(ANONYMOUS);
    ScheduledCommand command =
        command(named.orElseGet(ids), request.entityId(component.name()), kind, operation, request);
    return new Submission(command, named.isPresent(), request.waitSeconds());
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
        request.ifMatch(),
        acceptedAt,
        acceptedBy,
        ANONYMOUS,
        request.digest(),
        request.traceParent());
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
}
