package orderbakery.operate.sweeps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orderbakery.log.ScheduledCommand;

/**
 * What a sweep has found.
 *
 * @param count of all that is astray now
 * @param fresh how many of them no sweep before has counted
 * @param strays the first of them, the oldest among these
 * @param healing commands that put it right
 */
public record Finding(
    String sweep, long count, long fresh, List<Stray> strays, List<ScheduledCommand> healing) {
  /** So many of them are told by name. */
  static final int SHOWN = 20;

  public Finding {
    strays = List.copyOf(strays);
    healing = List.copyOf(healing);
  }

  static Finding of(String sweep, long count, long fresh, List<Stray> strays) {
    return new Finding(sweep, count, fresh, strays, List.of());
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
