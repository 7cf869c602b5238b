package orderbakery.operate.sweeps;

import orderbakery.component.Plural;

/**
 * What waits for an operator.
 *
 * @param what in the singular, such as {@code letter}
 * @param which such as {@code in queue orders-baker.0.dead}
 * @param where to look at
 * @param count how many; 0 when nothing waits
 */
public record OperatorTask(String what, String which, String where, long count) {

  /** The same whatever the count is. */
  public String kind() {
    return what + " " + which;
  }

  /** Such as {@code 2 letters in queue orders-baker.0.dead}. */
  public String text() {
    return Plural.of(count, what) + " " + which;
  }
}
