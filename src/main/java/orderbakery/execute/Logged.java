package orderbakery.execute;

import java.time.Instant;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;

/**
 * An event with what became of it.
 *
 * @param entityVersion of the entity after the event, 0 for none
 * @param executionTime null while it is not executed
 * @param releasedBy the intervention after which it was decided, or null
 */
public record Logged(
    PlatformEvent event,
    EventStatus status,
    long entityVersion,
    Instant executionTime,
    String releasedBy) {

  boolean hasTakenEffect() {
    return status == EventStatus.EXECUTED;
  }
}
