package orderbakery.config;

/** Whether this process is at work: its routes run. */
final class Work {
  private volatile boolean begun;

  boolean hasBegun() {
    return begun;
  }

  void begin() {
    begun = true;
  }

  void end() {
    begun = false;
  }
}
