package orderbakery.notice;

import java.time.Duration;
import java.time.Instant;

/**
 * What a channel owes.
 *
 * @param notices how many, at most as many as were counted
 * @param since when the oldest of them has been owed; null when there is none
 */
public record Debt(long notices, Instant since) {

  /** For how long the oldest has been owed. */
  public Duration age(Instant now) {
    return since == null ? Duration.ZERO : Duration.between(since, now);
  }
}
