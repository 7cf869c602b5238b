package orderbakery.figures;

import java.time.Duration;
import java.time.Instant;

/**
 * Events of one partition that wait for the next stage.
 *
 * @param count how many, by their first and last where they are many
 * @param first sequence of the first of them, 0 when there is none
 * @param last sequence of the last of them, 0 when there is none
 * @param since when the first came to where it waits, null when there is none
 */
public record Waiting(long count, long first, long last, Instant since) {
  /** Nothing waits. */
  public static final Waiting NONE = new Waiting(0, 0, 0, null);

  boolean isNone() {
    return count == 0;
  }

  /** How long the oldest has been waiting, in seconds; clocks of two processes may differ. */
  double seconds(Instant now) {
    return since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
  }
}
