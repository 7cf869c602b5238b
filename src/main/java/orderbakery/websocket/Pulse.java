package orderbakery.websocket;

/** Watches whether a peer answers its pings. */
final class Pulse {

  /** What is to be done at a beat. */
  enum Beat {
    PING,
    WAIT,
    LOST
  }

  private static final int MISSES = 2;

  private boolean awaiting;
  private int missed;

  /** An interval is over. A ping is repeated only once it has been answered. */
  synchronized Beat beat() {
    if (!awaiting) {
      return Beat.PING;
    }
    missed++;
    return missed < MISSES ? Beat.WAIT : Beat.LOST;
  }

  synchronized void pinged() {
    awaiting = true;
  }

  synchronized void answered() {
    awaiting = false;
    missed = 0;
  }
}
