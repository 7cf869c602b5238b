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
 * @param eventsPerSecond of the log that it passes at most; null for as many as the setting says
 * @param everything whether a presentation is baked again that is as it should be: who compares may
 *     be of an earlier version than who bakes
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
    Integer eventsPerSecond,
    boolean everything,
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

    /** Whether it writes what it reads about, rather than compares. */
    public boolean rebuilds() {
      return this == PRESENTATION || this == SOURCE;
    }

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
    if (eventsPerSecond != null && eventsPerSecond < 1) {
      throw new IllegalArgumentException(
          "'eventsPerSecond' must be 1 or more, not " + eventsPerSecond);
    }
    later = List.copyOf(later);
  }

  /** The same, as its process has it. */
  Job of(String process) {
    return with(null, at, later, done, changed, found, process);
  }

  /** The same, so far. */
  Job at(Place place, List<String> left, long passed) {
    return with(null, place, left, passed, changed, found, owner);
  }

  /** The same, with so many entities more that were rebuilt or healed, or were wrong. */
  Job plus(long rebuilt, long wrong) {
    return with(null, at, later, done, changed + rebuilt, found + wrong, owner);
  }

  Job ended(Instant time) {
    return with(time, at, later, done, changed, found, owner);
  }

  /** What was asked for stays. */
  private Job with(
      Instant end,
      Place place,
      List<String> left,
      long passed,
      long rebuilt,
      long wrong,
      String process) {
    return new Job(
        kind,
        from,
        to,
        heals,
        why,
        eventsPerSecond,
        everything,
        startedAt,
        end,
        place,
        left,
        passed,
        total,
        rebuilt,
        wrong,
        process);
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
