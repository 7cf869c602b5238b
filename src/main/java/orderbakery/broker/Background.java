package orderbakery.broker;

/** Threads for what waits for the broker, so that nobody else has to. */
final class Background {

  private Background() {}

  /** A thread of its own: there are few, and one that waits must not hold up another. */
  static void run(Runnable task) {
    Thread thread = new Thread(task, "broker-background");
    thread.setDaemon(true);
    thread.start();
  }
}
