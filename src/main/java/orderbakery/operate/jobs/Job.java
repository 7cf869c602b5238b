package orderbakery.operate.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orderbakery.operate.Justification;

/**
 * Work over all entities that is done piece by piece, goes on after a crash, and is seen from
 * outside.
 *
 * @param from the first entity id, null for the beginning
 * @param to the last entity id, null for the end
 * @param heals whether what is found wrong is put right; a rebuild always does
 * @param at how far in the log it is; null when it is through
 * @param later entities that were in motion, to be looked at again
 * @param done events of the log that it has passed
 * @param total events that it will pass: all of the log when it began, or a sample
 * @param changed entities that were rebuilt or healed, found entities that were wrong
 * @param owner the process that works on it
 */
public record Job(
    Kind kind,
    String from,
    String to,
    boolean heals,
    Justification why,
    Instant startedAt,
    Instant endedAt,
    Place at,
    List<String> later,
    long done,
    long total,
    long changed,
    long found,
    String owner) {

  /** What is done. */
  public enum Kind {
    /** The presentation, from the source. */
    PRESENTATION,
    /** The source, from the log. */
    SOURCE,
    /** Log, source and presentation are compared. */
    RECONCILE,
    /** The same, for a piece of the log. */
    SAMPLE;

    /** Whether it reads the events of entities. */
    public boolean isOfLog() {
      return this != PRESENTATION;
    }
  }

  /**
   * Behind an event of the log.
   *
   * @param sequence 0 before the first
   */
  public record Place(int partition, long sequence) {
    static final Place BEGINNING = new Place(0, 0);
  }

  public Job {
    later = List.copyOf(later);
  }

  /** Whether it is through when it has passed its total, wherever that is. */
  boolean isSample() {
    return kind == Kind.SAMPLE;
  }

  boolean isOfOne() {
    return from != null && from.equals(to);
  }

  boolean isAbout(String entityId) {
    return (from == null || entityId.compareTo(from) >= 0)
        && (to == null || entityId.compareTo(to) <= 0);
  }

  public boolean isRunning() {
    return endedAt == null;
  }

  /** 0 to 100. */
  public long percent() {
    return isRunning() ? Math.min(99, total == 0 ? 0 : done * 100 / total) : 100;
  }

  /** Events per second. */
  public long rate(Instant now) {
    Instant until = isRunning() ? now : endedAt;
    return done * 1000 / Math.max(1, Duration.between(startedAt, until).toMillis());
  }

  /** Seconds that it will take, as far as one can tell. */
  public long restSeconds(Instant now) {
    return isRunning() ? (total - done) / Math.max(1, rate(now)) : 0;
  }
}
