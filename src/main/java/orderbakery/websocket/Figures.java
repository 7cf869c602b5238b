package orderbakery.websocket;

import java.util.concurrent.atomic.LongAdder;

/** What has happened on one path since the start. */
final class Figures {

  private final LongAdder sentFrames = new LongAdder();
  private final LongAdder slowClosed = new LongAdder();

  void sentFrame() {
    sentFrames.increment();
  }

  void closedSlowPeer() {
    slowClosed.increment();
  }

  long sentFrames() {
    return sentFrames.sum();
  }

  long slowClosed() {
    return slowClosed.sum();
  }
}
