package orderbakery.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orderbakery.log.ScheduledCommand;

/**
 * What a sweep has found.
 *
 * @param strays all of it, or as much as one sweep takes
 * @param healing commands that put it right
 */
public record Finding(String sweep, List<Stray> strays, List<ScheduledCommand> healing) {
  private static final int SHOWN = 20;

  public Finding {
    strays = List.copyOf(strays);
    healing = List.copyOf(healing);
  }

  static Finding of(String sweep, List<Stray> strays) {
    return new Finding(sweep, strays, List.of());
  }

  /** Seconds since the oldest has gone astray; 0 when nothing was found. */
  long oldestSeconds(Instant now) {
    return strays.stream()
        .mapToLong(it -> Duration.between(it.since(), now).toSeconds())
        .max()
        .orElse(0);
  }

  /** The first ids, for the log. */
  List<String> firstIds() {
    return strays.stream().limit(SHOWN).map(Stray::id).toList();
  }
}
