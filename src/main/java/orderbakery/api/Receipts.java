package orderbakery.api;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Caller;
import orderbakery.component.Component;
import orderbakery.component.Components;
import orderbakery.component.Problem;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.RefusedRequest;

/** Tells what became of a command (contract.md section 1, {@code GET /command/{id}}). */
public final class Receipts {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Components components;
  private final StoredDocuments stored;
  private final DocumentWriter documents;

  /**
   * @param components whose commands there are
   */
  public Receipts(Components components, StoredDocuments stored, DocumentWriter documents) {
    this.components = components;
    this.stored = stored;
    this.documents = documents;
  }

  /**
   * The question after the command that the path names.
   *
   * @throws RefusedRequest 404 when it is no id of a command
   */
  public Inquiry take(HttpRequest sent) {
    Request request = new Request(sent);
    Caller caller = request.caller();
    return new Inquiry(
        request.id().orElseThrow(Receipts::unknown),
        caller,
        hiddenFrom(caller).isEmpty(),
        request.waitSeconds());
  }

  /**
   * Looks up the command and what is presented of its entity; ends a wait that is in vain. A
   * command of which the client may not know is one that there is not, and takes as long.
   */
  public Inquiry find(Inquiry inquiry) {
    Map<String, Object> found = stored.event(inquiry.commandId());
    boolean isOwn = found != null && inquiry.caller().principal().equals(found.get("principal"));
    Optional<Component<?>> hidden = isOwn ? Optional.empty() : hiding(found, inquiry.caller());
    Map<String, Object> shown = hidden.map(it -> ownEntity(it, found, inquiry)).orElse(null);
    Map<String, Object> event = hidden.isPresent() && shown == null ? null : found;
    Map<String, Object> presentation = shown;
    if (shown == null && Inquiry.isExecuted(event)) {
      presentation =
          stored.version((String) event.get("serviceName"), (String) event.get("entityId"));
    }
    if (inquiry.expectation() != null) {
      inquiry.expectation().settle(event, presentation);
    }
    return inquiry.found(event, presentation);
  }

  /** The components of which he may not know all commands. */
  private List<Component<?>> hiddenFrom(Caller caller) {
    return components.all().stream()
        .filter(it -> !it.access().mayReadAll(caller))
        .<Component<?>>map(it -> it)
        .toList();
  }

  /** The component that hides a command; for one that was not found, any that might have. */
  private Optional<Component<?>> hiding(Map<String, Object> event, Caller caller) {
    Optional<Component<?>> known =
        event == null ? Optional.empty() : components.named((String) event.get("serviceName"));
    return known.isPresent()
        ? known.filter(it -> !it.access().mayReadAll(caller))
        : hiddenFrom(caller).stream().findFirst();
  }

  /** What is presented of the entity of a command, if that is the client's. */
  private Map<String, Object> ownEntity(
      Component<?> component, Map<String, Object> event, Inquiry inquiry) {
    String id = event == null ? inquiry.commandId() : (String) event.get("entityId");
    Map<String, Object> presentation = stored.version(component.name(), id);
    boolean isOwn =
        event != null
            && presentation != null
            && inquiry.caller().principal().equals(presentation.get(Ending.OWNER));
    return isOwn ? presentation : null;
  }

  /**
   * Answers with the receipt.
   *
   * @throws RefusedRequest 404 when there is no such command
   */
  public Answer answer(Inquiry inquiry) {
    if (inquiry.isMissing()) {
      throw unknown();
    }
    Map<String, Object> receipt = receipt(inquiry);
    boolean ended = Boolean.TRUE.equals(receipt.get("baked"));
    return Answer.of(200)
        .with("Retry-After", ended ? null : RETRY_AFTER_SECONDS)
        .with("Preference-Applied", ended ? Preference.applied(inquiry.waitSeconds()) : null)
        .withJson(documents.json(receipt));
  }

  /** Where the log lags behind the frame, the frame is right. */
  private static Map<String, Object> receipt(Inquiry inquiry) {
    Ending heard = inquiry.ending();
    Map<String, Object> presentation = inquiry.presentation();
    Map<String, Object> known = heard == null ? inquiry.event() : heard.in(inquiry.event());
    boolean ended =
        (heard != null && heard.isHeard()) || Ending.of(known, presentation).isPresent();
    return new LoggedEvent(known)
        .with("id", known.get("_id"))
        .with("component", known.get("serviceName"))
        .withStored("operation", "entityId", "status")
        .with("baked", ended)
        .withStored("entityVersion")
        .with("position", known.get("partition") + "-" + known.get("sequence"))
        .withStored("acceptedAt", "creationTime", "executionTime", "executedBy")
        .with("bakedAt", ended ? bakedAt(known, presentation) : null)
        .withStored("problem")
        .shown();
  }

  private static Instant bakedAt(Map<String, Object> event, Map<String, Object> presentation) {
    boolean isBaked = Inquiry.isExecuted(event) && presentation != null;
    Object time = isBaked ? ((Map<?, ?>) presentation.get("feed")).get("bakedAt") : null;
    return time == null ? null : ((Date) time).toInstant();
  }

  private static RefusedRequest unknown() {
    return new RefusedRequest(
        new Problem(
            "unknown-command",
            "There is no such command",
            404,
            "The log holds no command with this id, or not yet."));
  }
}
