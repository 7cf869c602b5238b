package orderbakery.websocket;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * One connected client. Sending to it never blocks and never throws; one that does not keep up is
 * closed with 1013.
 */
final class Peer {

  static final CloseStatus TOO_SLOW = CloseStatus.SERVICE_OVERLOAD.withReason("too slow");
  static final CloseStatus NO_PONG = CloseStatus.SERVICE_OVERLOAD.withReason("no pong");
  static final CloseStatus SEND_FAILED = CloseStatus.SERVER_ERROR.withReason("send failed");
  static final CloseStatus NOT_GREETED = CloseStatus.SERVER_ERROR.withReason("not greeted");
  static final CloseStatus TOO_MANY = CloseStatus.POLICY_VIOLATION.withReason("too many messages");
  static final CloseStatus OVER = CloseStatus.POLICY_VIOLATION.withReason("authorization is over");
  static final CloseStatus GOING_AWAY = CloseStatus.GOING_AWAY.withReason("going away");

  /** Messages that may wait for the host, whatever their rate. */
  private static final int MOST_WAITING = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

  private final Authorizer.Grant grant;
  private final Wire wire;
  private final Outbox outbox;
  private final Executor control;
  private final Figures figures;
  private final Reporter reporter;
  private final Pulse pulse = new Pulse();
  private final Throttle throttle;
  private final CloseOnce closeOnce;

  Peer(
      Authorizer.Grant grant,
      Wire wire,
      Outbox outbox,
      Reporter reporter,
      int messageRate,
      Executor control,
      Figures figures) {
    this.grant = grant;
    this.wire = wire;
    this.outbox = outbox;
    this.reporter = reporter;
    this.throttle = new Throttle(messageRate, System.nanoTime());
    this.control = control;
    this.closeOnce = new CloseOnce(wire, control);
    this.figures = figures;
  }

  void opened() {
    reporter.opened(outbox::listen);
  }

  void received(String text) {
    if (throttle.admits(System.nanoTime()) && reporter.backlog() < MOST_WAITING) {
      reporter.received(text);
    } else {
      close(TOO_MANY);
    }
  }

  void filter(Predicate<Object> wanted) {
    outbox.filter(wanted);
  }

  void hold() {
    outbox.hold();
  }

  void broadcast(Frame frame) {
    offered(outbox.broadcast(frame));
  }

  void direct(Frame frame) {
    offered(outbox.direct(frame));
  }

  void release(Frame frame) {
    offered(outbox.release(frame));
  }

  private void offered(Outbox.Offer offer) {
    switch (offer) {
      case ACCEPTED -> pump();
      case OVERFLOW -> tooSlow();
      case NOT_FOR_IT, CLOSED -> LOG.trace("A frame is not sent to this websocket");
    }
  }

  /** Writes until nothing is ready or a write goes on by itself; its end then pumps again. */
  private void pump() {
    boolean completed = true;
    while (completed) {
      Frame frame = outbox.next();
      completed = frame != null && transmit(frame);
    }
    if (outbox.hasBecomeDrained()) {
      reporter.drained(outbox::isDrained);
    }
  }

  /** True if the frame left at once; a loop here instead of recursion in the callback. */
  private boolean transmit(Frame frame) {
    AtomicBoolean first = new AtomicBoolean(true);
    wire.send(
        frame.text(),
        failure -> {
          written(frame, failure);
          if (!first.getAndSet(false)) {
            pump();
          }
        });
    return !first.getAndSet(false);
  }

  private void written(Frame frame, Throwable failure) {
    if (failure == null) {
      figures.sentFrame();
    }
    if (outbox.written(frame)) {
      closeOnce.say();
    } else if (failure instanceof SocketTimeoutException) {
      tooSlow();
    } else if (failure != null) {
      LOG.debug("A websocket has not taken a frame", failure);
      close(SEND_FAILED);
    }
  }

  private void tooSlow() {
    if (close(TOO_SLOW)) {
      figures.closedSlowPeer();
    }
  }

  /** An interval between pings is over. */
  void beat() {
    switch (pulse.beat()) {
      case PING -> control.execute(this::ping);
      case WAIT -> LOG.debug("A websocket has not answered a ping");
      case LOST -> close(NO_PONG);
    }
  }

  private void ping() {
    if (!outbox.occupy()) {
      return; // a frame is being written: its timeout watches the peer
    }
    pulse.pinged();
    try {
      wire.ping();
    } catch (IOException | RuntimeException failure) {
      LOG.debug("A websocket has not taken a ping", failure);
      close(SEND_FAILED);
    }
    if (outbox.vacate()) {
      closeOnce.say();
    } else {
      pump();
    }
  }

  long queuedBytes() {
    return outbox.queuedBytes();
  }

  void pong() {
    pulse.answered();
  }

  /** Ends the wait of a peer that its host has forgotten: neither released nor sent anything. */
  void closeUngreeted(Duration timeout) {
    if (outbox.awaitsRelease() && !outbox.isBusy() && reporter.isQuietFor(timeout)) {
      close(NOT_GREETED);
    }
  }

  /** Ends what it may no longer have. */
  void closeIfOver() {
    if (grant.isOver().getAsBoolean()) {
      close(OVER);
    }
  }

  /**
   * Closes the connection on another thread, once the frame that is being written has left or
   * failed; what else waits is dropped.
   *
   * @return false if it is being closed already
   */
  boolean close(CloseStatus status) {
    if (!closeOnce.decide(status)) {
      return false;
    }
    if (outbox.close()) {
      closeOnce.say();
    }
    return true;
  }

  /** The connection has ended, whoever closed it. */
  void ended() {
    closeOnce.decide(CloseStatus.NORMAL);
    outbox.close();
    reporter.closed();
  }
}
