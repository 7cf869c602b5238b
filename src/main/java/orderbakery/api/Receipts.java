package orderbakery.api;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import orderbakery.component.Problem;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.EventStatus;

/** Tells what became of a command (contract.md section 1, {@code GET /command/{id}}). */
public final class Receipts {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Map<String, String> collections;

  /**
   * Receipts.
   *
   * @param collections where each service's entities are presented, by service name
   */
  public Receipts(Map<String, String> collections) {
    this.collections = Map.copyOf(collections);
  }

  /**
   * The command that the path names.
   *
   * @throws RefusedRequest 404 when it is no id of a command
   */
  public String commandId(Map<String, Object> headers) {
    return new Request(headers, null).id().orElseThrow(Receipts::unknown);
  }

  /** How long the client wants to wait, in seconds. */
  public int waitSeconds(Map<String, Object> headers) {
    return new Request(headers, null).waitSeconds();
  }

  /** Whether the command is not in the log, or not yet. */
  public boolean isMissing(Map<String, Object> event) {
    return event == null;
  }

  /** Whether the client waits for an end that is still to come. */
  public boolean isAwaited(
      int waitSeconds, Map<String, Object> event, Map<String, Object> presentation) {
    return waitSeconds > 0 && event != null && isOpen(event, presentation);
  }

  /** Whether the entity may be presented: the command took effect. */
  public boolean isExecuted(Map<String, Object> event) {
    return event != null && EventStatus.EXECUTED.isOf(event);
  }

  /** The collection in which the entity of an event is presented. */
  public String collection(Map<String, Object> event) {
    return collections.get((String) event.get("serviceName"));
  }

  /** Whether the end of the command is still to come. */
  public boolean isOpen(Map<String, Object> event, Map<String, Object> presentation) {
    return event == null || Ending.of(event, presentation).isEmpty();
  }

  /**
   * The receipt. Where the log lags behind the frame, the frame is right.
   *
   * @param event null when the log has none
   * @param presentation version and {@code feed} of the entity, null when it is not presented
   * @param heard the end that was waited for, null when none was heard
   * @throws RefusedRequest 404 when there is no such command
   */
  public Map<String, Object> receipt(
      Map<String, Object> event, Map<String, Object> presentation, Ending heard) {
    if (event == null) {
      throw unknown();
    }
    Map<String, Object> known = heard == null ? event : heard.in(event);
    boolean ended = (heard != null && heard.isHeard()) || !isOpen(known, presentation);
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

  /** The value of the header {@code Retry-After}, in seconds; null for what has ended. */
  public Integer retryAfter(Map<String, Object> receipt) {
    return Boolean.TRUE.equals(receipt.get("baked")) ? null : RETRY_AFTER_SECONDS;
  }

  private static Instant bakedAt(Map<String, Object> event, Map<String, Object> presentation) {
    boolean isBaked = EventStatus.EXECUTED.isOf(event) && presentation != null;
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
