package orderbakery.operate.sweeps;

/** A number that is measured again and again: NaN until it was, and while nobody knows it. */
final class Measured {
  private volatile double value = Double.NaN;

  void set(long measured) {
    value = (double) measured;
  }

  void forget() {
    value = Double.NaN;
  }

  double value() {
    return value;
  }

  /** What is known of it; 0 when nothing is. */
  long known() {
    return (long) value;
  }
}
