package orderbakery.operate.sweeps;

/**
 * What waits for an operator.
 *
 * @param what in the plural, such as {@code letters in queue orders-baker.0.dead}
 * @param where to look at
 * @param count how many; 0 when nothing waits
 */
public record OperatorTask(String what, String where, long count) {}
