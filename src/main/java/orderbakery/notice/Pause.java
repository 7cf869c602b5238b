package orderbakery.notice;

import java.time.Instant;
import orderbakery.outage.Outage;

/**
 * How long nothing is tried, since the server is away. Of all that find it away between two looks
 * the first counts alone: one server is away, however many have tried to reach it.
 *
 * <p>For any number of threads.
 */
final class Pause {
  private final BackOff whileAway;
  private final Outage outage;
  private Instant until = Instant.EPOCH;
  private int failures;
  private boolean hasBegun;

  Pause(BackOff whileAway, Outage outage) {
    this.whileAway = whileAway;
    this.outage = outage;
  }

  /**
   * Whether it is over; asked at each look. It lasts no longer than it may at most: a clock may
   * have been wrong, and be set back.
   */
  synchronized boolean isOver(Instant now) {
    hasBegun = now.isBefore(until) && !until.isAfter(now.plus(whileAway.longest()));
    return !hasBegun;
  }

  /** Whether nothing is tried until the next look. */
  synchronized boolean hasBegun() {
    return hasBegun;
  }

  /** The server was found away; until when nothing is tried. */
  synchronized Instant begin(Instant now, String why) {
    if (!hasBegun) {
      hasBegun = true;
      failures++;
      until = now.plus(whileAway.after(failures));
      outage.failed(why);
    }
    return until;
  }

  /** The server has answered: the next pause is a short one again. */
  synchronized void reached() {
    failures = 0;
    outage.worked();
  }
}
