package orderbakery.execute;

import java.time.Instant;
import java.util.Map;

/**
 * What was decided on one event, kept in the entity's source document until the event is surely
 * marked: a crash in between repeats the decision word for word instead of taking it again.
 *
 * @param type of the fact: {@code order.created}, {@code order.rejected} …
 * @param version of the entity after the event
 * @param problem of a rejection, as a document; null when accepted
 * @param snapshot the source document right after the event; null for the newest accepted one,
 *     whose snapshot is the document itself, and for a rejection
 */
public record Outcome(
    long sequence,
    String type,
    long version,
    Instant executionTime,
    Map<String, Object> problem,
    Map<String, Object> snapshot) {

  public boolean isRejection() {
    return problem != null;
  }

  Outcome withSnapshot(Map<String, Object> taken) {
    return new Outcome(sequence, type, version, executionTime, problem, taken);
  }
}
