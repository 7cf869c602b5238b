package orderbakery.execute;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The bookkeeping that several events of the log get alike.
 *
 * @param orderVersion of the entity after the event, 0 for none
 * @param problem why it was refused or parked, as a document; null when it took effect
 * @param executionTime null while the event is not executed
 */
public record Mark(
    EventStatus status,
    long orderVersion,
    Map<String, Object> problem,
    Instant executionTime,
    List<String> ids) {

  public Mark {
    ids = List.copyOf(ids);
  }
}
