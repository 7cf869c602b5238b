package orderbakery.api;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import orderbakery.component.Problem;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.RefusedRequest;

/** Tells what became of a command (contract.md section 1, {@code GET /command/{id}}). */
public final class Receipts {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final StoredDocuments stored;
  private final DocumentWriter documents;

  public Receipts(StoredDocuments stored, DocumentWriter documents) {
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
    return new Inquiry(request.id().orElseThrow(Receipts::unknown), request.waitSeconds());
  }

  /** Looks up the command and what is presented of its entity; ends a wait that is in vain. */
  public Inquiry find(Inquiry inquiry) {
    Map<String, Object> event = stored.event(inquiry.commandId());
    Map<String, Object> presentation =
        Inquiry.isExecuted(event)
            ? stored.version((String) event.get("serviceName"), (String) event.get("entityId"))
            : null;
    if (inquiry.expectation() != null) {
      inquiry.expectation().settle(event, presentation);
    }
    return inquiry.found(event, presentation);
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
        .with("Preference-Applied", Preference.applied(inquiry.waitSeconds()))
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
