package orderbakery.websocket;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What waits to be written to one peer: bounded in bytes, written one at a time, and holding
 * broadcasts back until it is released.
 *
 * <p>It does no I/O. Whoever gets a frame from {@link #next()} writes it and then calls {@link
 * #written}.
 */
final class Outbox {

  /** What became of an offered frame. */
  enum Offer {
    ACCEPTED,
    /** It would have exceeded the limit; nothing was queued. */
    OVERFLOW,
    CLOSED
  }

  private final int limit;
  private final Queue<Frame> ready = new ArrayDeque<>();
  private final Queue<Frame> held = new ArrayDeque<>();
  private long bytes;
  private boolean holding;
  private boolean writing;
  private boolean closed;

  /**
   * @param limit bytes that may wait, those being written included
   * @param holding true while broadcasts wait for {@link #release}
   */
  Outbox(int limit, boolean holding) {
    this.limit = limit;
    this.holding = holding;
  }

  /** A frame for everyone: waits for the release. */
  synchronized Offer broadcast(Frame frame) {
    return add(holding ? held : ready, frame);
  }

  /** A frame for this peer alone: overtakes what is held back. */
  synchronized Offer direct(Frame frame) {
    return add(ready, frame);
  }

  /** A frame for this peer alone, followed by all that was held back, in order. */
  synchronized Offer release(Frame frame) {
    Offer offer = add(ready, frame);
    if (offer == Offer.ACCEPTED) {
      holding = false;
      ready.addAll(held);
      held.clear();
    }
    return offer;
  }

  private Offer add(Queue<Frame> queue, Frame frame) {
    if (closed) {
      return Offer.CLOSED;
    }
    if (bytes + frame.size() > limit) {
      return Offer.OVERFLOW;
    }
    queue.add(frame);
    bytes += frame.size();
    return Offer.ACCEPTED;
  }

  /** The frame to write now, or null: nothing is ready, or another one is being written. */
  synchronized Frame next() {
    if (writing || ready.isEmpty()) {
      return null;
    }
    writing = true;
    return ready.remove();
  }

  /**
   * The frame has left, or has failed to.
   *
   * @return true if the connection has been waiting for this to be closed
   */
  synchronized boolean written(Frame frame) {
    bytes -= frame.size();
    writing = false;
    return closed;
  }

  /**
   * Keeps frames from being written while a control frame is; false if one is being written.
   *
   * <p>Ends with {@link #vacate()}.
   */
  synchronized boolean occupy() {
    if (writing || closed) {
      return false;
    }
    writing = true;
    return true;
  }

  /** The control frame has left; returns as {@link #written}. */
  synchronized boolean vacate() {
    writing = false;
    return closed;
  }

  /**
   * Drops all that waits and takes no more.
   *
   * @return true if the connection can be closed now; false if it is closed already, or will be
   *     when {@link #written} or {@link #vacate} says so
   */
  synchronized boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    ready.forEach(frame -> bytes -= frame.size());
    held.forEach(frame -> bytes -= frame.size());
    ready.clear();
    held.clear();
    return !writing;
  }

  /** True while the peer has not been greeted. */
  synchronized boolean isHolding() {
    return holding && !closed;
  }
}
