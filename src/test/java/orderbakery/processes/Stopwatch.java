package orderbakery.processes;

import java.time.Duration;

/** The time since something happened. */
record Stopwatch(long beganNanos) {

  static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }

  long millis() {
    return elapsed().toMillis();
  }
}
