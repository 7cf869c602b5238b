package orderbakery.websocket;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * What waits to be written to one peer: bounded in bytes, written one at a time. It holds
 * broadcasts back from {@link #listen} to {@link #release}, and takes none before.
 *
 * <p>It does no I/O. Whoever gets a frame from {@link #next()} writes it and then calls {@link
 * #written}.
 */
final class Outbox {

  /** What became of an offered frame. */
  enum Offer {
    ACCEPTED,
    /** It is a broadcast that this peer is not to hear. */
    NOT_FOR_IT,
    /** It would have exceeded the limit; nothing was queued. */
    OVERFLOW,
    CLOSED
  }

  private enum Ear {
    DEAF,
    HOLDING,
    LIVE
  }

  private final int limit;
  private final Queue<Frame> ready = new ArrayDeque<>(2);
  private final Queue<Frame> held = new ArrayDeque<>(2);
  private Predicate<Object> filter = about -> true;
  private long bytes;
  private Ear ear;
  private boolean fed;
  private boolean writing;
  private boolean closed;

  /**
   * @param limit bytes that may wait, those being written included
   * @param live false: it hears no broadcast before {@link #listen} and {@link #release}
   */
  Outbox(int limit, boolean live) {
    this.limit = limit;
    this.ear = live ? Ear.LIVE : Ear.DEAF;
  }

  /** From now on broadcasts are held back. */
  synchronized void listen() {
    if (ear == Ear.DEAF) {
      ear = Ear.HOLDING;
    }
  }

  /** Holds broadcasts back once more, until the next release. */
  synchronized void hold() {
    ear = Ear.HOLDING;
  }

  /** From now on only broadcasts about what passes this are heard; held-back ones included. */
  synchronized void filter(Predicate<Object> wanted) {
    filter = wanted;
  }

  /** A frame for everyone: waits for the release. */
  synchronized Offer broadcast(Frame frame) {
    return switch (ear) {
      case DEAF -> Offer.NOT_FOR_IT;
      case HOLDING -> add(held, frame);
      case LIVE -> isWanted(frame) ? add(ready, frame) : Offer.NOT_FOR_IT;
    };
  }

  private boolean isWanted(Frame frame) {
    return frame.about() == null || filter.test(frame.about());
  }

  /** A frame for this peer alone: overtakes what is held back. */
  synchronized Offer direct(Frame frame) {
    fed = true;
    return add(ready, frame);
  }

  /** A frame for this peer alone, followed by all that was held back, in order. */
  synchronized Offer release(Frame frame) {
    Offer offer = add(ready, frame);
    if (offer == Offer.ACCEPTED) {
      ear = Ear.LIVE;
      held.forEach(this::letGo);
      held.clear();
    }
    return offer;
  }

  private void letGo(Frame frame) {
    if (isWanted(frame)) {
      ready.add(frame);
    } else {
      bytes -= frame.size();
    }
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

  /** How much waits, what is being written included. */
  synchronized long queuedBytes() {
    return bytes;
  }

  /** True while the peer has not been released. */
  synchronized boolean awaitsRelease() {
    return ear != Ear.LIVE && !closed;
  }

  /** True while something is on its way to the peer. */
  synchronized boolean isBusy() {
    return writing || !ready.isEmpty();
  }

  /** True once after frames for this peer alone have left, unless it was released. */
  synchronized boolean hasBecomeDrained() {
    boolean become = fed && isDrained();
    fed = fed && !become;
    return become;
  }

  /** True while broadcasts are held back and nothing else waits. */
  synchronized boolean isDrained() {
    return ear == Ear.HOLDING && ready.isEmpty() && !writing && !closed;
  }
}
