package orderbakery.websocket;

import java.util.concurrent.TimeUnit;

/** Lets so many pass in a second, and as many at once after a second of silence. */
final class Throttle {

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private double left;
  private long lastNanos;

  Throttle(int perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.left = perSecond;
    this.lastNanos = nowNanos;
  }

  /** Whether one more may pass now; then it has. */
  synchronized boolean admits(long nowNanos) {
    left = Math.min(perSecond, left + (nowNanos - lastNanos) / SECOND * perSecond);
    lastNanos = nowNanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
