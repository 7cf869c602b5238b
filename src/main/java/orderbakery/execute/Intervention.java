package orderbakery.execute;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator may command, of any component: the execution knows it, the component does not.
 */
public enum Intervention {
  /** Decides a parked event again, and then those that wait behind it. */
  RETRY,
  /** Rejects a parked event, and decides those that wait behind it. */
  SKIP,
  /** Tells the newest change of an entity once more, at a new position. */
  REPUBLISH;

  /** The operation as the log holds it: {@code retry}. */
  public String operation() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The intervention of this operation; empty when it belongs to a component. */
  public static Optional<Intervention> of(String operation) {
    return Arrays.stream(values()).filter(it -> it.operation().equals(operation)).findFirst();
  }
}
