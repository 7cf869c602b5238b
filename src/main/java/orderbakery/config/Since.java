package orderbakery.config;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Since when things have been as they are, as far as they were looked at. */
final class Since {
  private final Clock clock;
  private final Map<String, Instant> began = new ConcurrentHashMap<>();

  Since(Clock clock) {
    this.clock = clock;
  }

  /** It is so, since this time. */
  Instant of(String what) {
    return began.computeIfAbsent(what, it -> clock.instant());
  }

  /** It is so no more. */
  void over(String what) {
    began.remove(what);
  }
}
