package orderbakery.execute;

import java.time.Instant;
import java.util.Map;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.log.Position;

/**
 * What was decided on one event, kept in the entity's source document until the event is surely
 * marked: a crash in between repeats the decision word for word instead of taking it again. The
 * newest accepted one is always kept, since it tells how the entity came to be what it is.
 *
 * @param id the command id
 * @param sequence of the event
 * @param shownAt the sequence of the event that was being executed: its own, or that of the
 *     intervention that released it or told it once more
 * @param type of the fact: {@code order.created}, {@code order.rejected} …
 * @param version of the entity after the event
 * @param traceparent W3C trace context, or null
 * @param told where each kind of change of the entity was told last, up to this one; of a rejection
 *     nothing
 * @param problem of a rejection, as a document; null when accepted
 * @param snapshot the source document right after the event; null for the newest accepted one,
 *     whose snapshot is the document itself, and for a rejection
 */
public record Outcome(
    String id,
    long sequence,
    long shownAt,
    String type,
    long version,
    Instant executionTime,
    String traceparent,
    ToldTypes told,
    Map<String, Object> problem,
    Map<String, Object> snapshot) {

  public boolean isRejection() {
    return problem != null;
  }

  /**
   * The fact, as it is told.
   *
   * @param owner who may hear of it, or null
   * @param data what it shows
   */
  Fact fact(String entityId, int partition, String owner, Map<String, Object> data) {
    return new Fact(
        id,
        type,
        entityId,
        new Position(partition, shownAt),
        version,
        executionTime,
        traceparent,
        owner,
        told,
        data);
  }

  Outcome withSnapshot(Map<String, Object> taken) {
    return new Outcome(
        id, sequence, shownAt, type, version, executionTime, traceparent, told, problem, taken);
  }

  /**
   * The same, told elsewhere.
   *
   * @param event the sequence of the event that is kept for it
   */
  Outcome toldAt(long event, long position, ToldTypes then) {
    return new Outcome(
        id, event, position, type, version, executionTime, traceparent, then, problem, snapshot);
  }
}
