package orderbakery.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import orderbakery.component.Admission;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Admission.Refused;
import orderbakery.component.Component;
import orderbakery.component.FieldError;
import orderbakery.component.FileCommand;
import orderbakery.component.JsonObject;
import orderbakery.component.Lookup;
import orderbakery.component.Problem;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;
import orderbakery.edge.StrictJson;
import orderbakery.files.ArrivedFile;
import orderbakery.files.FileKey;
import orderbakery.files.FileToKeep;
import orderbakery.log.ScheduledCommand;

/** Makes commands of requests. */
public final class Intake {
  private final Component<?> component;
  private final Clock clock;
  private final Supplier<String> ids;
  private final String acceptedBy;
  private final Lookup others;

  /**
   * An intake for one component.
   *
   * @param ids fresh command ids, UUIDv7
   * @param acceptedBy the process, as the schedule message names it
   * @param others where the entities are that a request names of other components
   */
  public Intake(
      Component<?> component, Clock clock, Supplier<String> ids, String acceptedBy, Lookup others) {
    this.component = component;
    this.clock = clock;
    this.ids = ids;
    this.acceptedBy = acceptedBy;
    this.others = others;
  }

  /**
   * The command that a request asks for.
   *
   * @throws RefusedRequest when the request is not what contract.md section 1 asks for
   */
  public Submission take(HttpRequest sent) {
    Request request = new Request(sent);
    String kind = request.kind();
    return kind.equals("create") ? create(request) : change(kind, request);
  }

  /** The entity's id is the command's. */
  private Submission create(Request request) {
    if (request.ifMatch() != null) {
      throw new RefusedRequest(
          Problems.malformed("The header If-Match goes with an entity that exists."));
    }
    Optional<String> named = request.commandId();
    String id = named.orElseGet(ids);
    return submission(id, id, "create", "create", request, named.isPresent());
  }

  private Submission change(String kind, Request request) {
    String operation = kind.equals("patch") ? "update" : kind;
    Optional<String> named = request.commandId();
    String entityId = request.entityId(component.name());
    return submission(named.orElseGet(ids), entityId, kind, operation, request, named.isPresent());
  }

  /**
   * The command that adds a file to an entity. The id of the file is the command's, so a repeat is
   * the same file.
   *
   * @throws RefusedRequest when the request is not what contract.md section 1 asks for
   */
  Submission takeFile(HttpRequest sent, String name, String type, ArrivedFile file) {
    Request request = new Request(sent);
    Optional<String> named = request.commandId();
    String id = named.orElseGet(ids);
    String entityId = request.entityId(component.name());
    Map<String, Object> body =
        new JsonObject()
            .with("id", id)
            .with("name", name)
            .with("type", type)
            .with("size", file.size())
            .with("sha256", file.sha256())
            .toMap();
    String described = name + "\n" + type + "\n" + file.size() + "\n" + file.sha256();
    return submission(
            id,
            entityId,
            FileCommand.ATTACH,
            FileCommand.ATTACH,
            request,
            body,
            request.digestOfFile(described),
            named.isPresent())
        .bringing(
            new FileToKeep(
                new FileKey(component.name(), entityId, id),
                file.bytes(),
                file.size(),
                file.sha256(),
                type));
  }

  private Submission submission(
      String id, String entityId, String kind, String operation, Request request, boolean isKeyed) {
    Map<String, Object> body = body(kind, request);
    return submission(id, entityId, kind, operation, request, body, request.digest(body), isKeyed);
  }

  private Submission submission(
      String id,
      String entityId,
      String kind,
      String operation,
      Request request,
      Map<String, Object> body,
      RequestDigest digest,
      boolean isKeyed) {
    Instant acceptedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    LookedUp.Recording recording = new LookedUp.Recording(others);
    Admission admission = component.admit(kind, body, acceptedAt, recording);
    ScheduledCommand command =
        new ScheduledCommand(
            id,
            entityId,
            component.name(),
            operation,
            payload(admission),
            request.ifMatch(),
            acceptedAt,
            acceptedBy,
            request.caller().principal(),
            component.access().mayWriteAll(request.caller()),
            digest.value(),
            request.traceParent());
    Submission submission =
        new Submission(
            command,
            digest,
            refusal(admission),
            recording.recorded(),
            then -> component.admit(kind, body, acceptedAt, then),
            owner -> component.access().mayReadOf(owner, request.caller()),
            isKeyed,
            request.waitSeconds());
    return isKeyed && admission instanceof Refused refused && refused.isForNow()
        ? submission
        : submission.asNew();
  }

  static Map<String, Object> payload(Admission admission) {
    return admission instanceof Admitted admitted ? admitted.payload() : Map.of();
  }

  static Problem refusal(Admission admission) {
    return admission instanceof Refused refused ? refused.problem() : null;
  }

  private Map<String, Object> body(String kind, Request request) {
    if (kind.equals(FileCommand.DETACH)) {
      return Map.of("id", request.fileId());
    }
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
