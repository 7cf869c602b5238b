package orderbakery.store;

import java.time.Duration;

/** How wrong a clock may be whose times are stored. */
final class ClockError {
  /** What is stored as further ahead was written by a clock that was wrong, and binds nobody. */
  static final Duration MOST = Duration.ofDays(1);

  private ClockError() {}
}
