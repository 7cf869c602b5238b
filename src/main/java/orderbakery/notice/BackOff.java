package orderbakery.notice;

import java.time.Duration;

/**
 * How long is waited after a failure.
 *
 * @param first after the first; it doubles each time
 * @param longest until then
 */
public record BackOff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * The wait after so many failures.
   *
   * @param failures from 1
   */
  Duration after(int failures) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
