package orderbakery.execute;

import java.time.Instant;
import java.util.Map;
import orderbakery.log.EventStatus;

/**
 * What the log is told about an event beside its facts.
 *
 * @param entityVersion of the entity after the event, 0 for none
 * @param problem why it was refused or parked, as a document; null when it took effect
 * @param executionTime null while the event is not executed
 * @param releasedBy the command that released it from standing still, or null
 * @param skippedBy the command that skipped it, or null
 * @param stoppedAt the place of the release that it has stopped; null for none
 * @param attempts how often its decision has failed; null for what does not change that
 * @param fault what the last failure was, for operators alone; null for none
 */
public record Bookkeeping(
    EventStatus status,
    long entityVersion,
    Map<String, Object> problem,
    Instant executionTime,
    String releasedBy,
    String skippedBy,
    Long stoppedAt,
    Integer attempts,
    Fault fault) {

  static Bookkeeping blocked() {
    return new Bookkeeping(EventStatus.BLOCKED, 0, null, null, null, null, null, null, null);
  }

  static Bookkeeping parked(int attempts, Long stoppedAt, Fault fault) {
    return new Bookkeeping(
        EventStatus.PARKED,
        0,
        fault.problem().toDocument(),
        null,
        null,
        null,
        stoppedAt,
        attempts,
        fault);
  }

  static Bookkeeping settled(Outcome outcome) {
    return ended(outcome.version(), outcome.problem(), outcome.executionTime());
  }

  static Bookkeeping ended(long version, Map<String, Object> problem, Instant executionTime) {
    EventStatus status = problem == null ? EventStatus.EXECUTED : EventStatus.REJECTED;
    return new Bookkeeping(status, version, problem, executionTime, null, null, null, null, null);
  }

  boolean isStuck() {
    return EventStatus.STUCK.contains(status);
  }

  Bookkeeping freedBy(String release, String skip) {
    return new Bookkeeping(
        status, entityVersion, problem, executionTime, release, skip, stoppedAt, attempts, fault);
  }
}
