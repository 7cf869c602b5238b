package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

class PeerTest {

  /** Completes its sends at once, or when told to. */
  private static final class FakeWire implements Wire {
    private final List<String> sent = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();
    private final Queue<Consumer<Throwable>> underWay = new ArrayDeque<>();
    private boolean blocked;
    private int pings;

    @Override
    public void send(String text, Consumer<Throwable> done) {
      sent.add(text);
      if (blocked) {
        underWay.add(done);
      } else {
        done.accept(null);
      }
    }

    @Override
    public void ping() {
      pings++;
    }

    @Override
    public void close(CloseStatus status) throws IOException {
      closed.add(status.getCode());
      throw new IOException("the client is gone");
    }
  }

  private static final int MESSAGE_RATE = 5;

  private final FakeWire wire = new FakeWire();
  private final Figures figures = new Figures();
  private boolean isOver;
  private final Authorizer.Grant grant = new Authorizer.Grant(null, () -> isOver);

  private Peer peer(int limit, boolean holding) {
    Arrival arrival = new Arrival("key", "here", null, grant);
    Reporter reporter = new Reporter(arrival, PeerListener.NOBODY, Runnable::run);
    Outbox outbox = new Outbox(limit, !holding);
    outbox.listen();
    return new Peer(grant, wire, outbox, reporter, MESSAGE_RATE, Runnable::run, figures);
  }

  private static Frame frame(String text) {
    return new Frame(text, text.length(), null);
  }

  @Test
  void sendsTheNextFrameWhenTheLastHasLeft() {
    Peer peer = peer(100, false);
    wire.blocked = true;
    peer.broadcast(frame("a"));
    peer.broadcast(frame("b"));
    assertThat(wire.sent).containsExactly("a");

    wire.underWay.remove().accept(null);

    assertThat(wire.sent).containsExactly("a", "b");
    assertThat(figures.sentFrames()).isOne();
  }

  @Test
  void sendsALongQueueWithoutRecursion() {
    Peer peer = peer(1_000_000, true);
    for (int i = 0; i < 100_000; i++) {
      peer.broadcast(frame("x"));
    }

    peer.release(frame("hello"));

    assertThat(wire.sent).hasSize(100_001).startsWith("hello", "x");
  }

  @Test
  void isClosedForBeingSlowOnlyAfterTheFrameThatIsUnderWay() {
    Peer peer = peer(3, false);
    wire.blocked = true;
    peer.broadcast(frame("abc"));

    peer.broadcast(frame("d"));

    assertThat(wire.closed).isEmpty();
    assertThat(figures.slowClosed()).isOne();
    wire.underWay.remove().accept(null);
    peer.broadcast(frame("e"));
    assertThat(wire.closed).containsExactly(1013);
    assertThat(wire.sent).containsExactly("abc");
  }

  @Test
  void isClosedForBeingSlowWhenAFrameTimesOut() {
    Peer peer = peer(100, false);
    wire.blocked = true;
    peer.broadcast(frame("a"));

    wire.underWay.remove().accept(new SocketTimeoutException());

    assertThat(wire.closed).containsExactly(1013);
    assertThat(figures.slowClosed()).isOne();
  }

  @Test
  void isNotCalledSlowWhenTheConnectionBreaks() {
    Peer peer = peer(100, false);
    wire.blocked = true;
    peer.broadcast(frame("a"));

    wire.underWay.remove().accept(new IOException("broken pipe"));

    assertThat(wire.closed).containsExactly(1011);
    assertThat(figures.slowClosed()).isZero();
  }

  @Test
  void isClosedOnceWithTheFirstReason() {
    Peer peer = peer(100, false);

    assertThat(peer.close(Peer.GOING_AWAY)).isTrue();
    assertThat(peer.close(Peer.TOO_SLOW)).isFalse();

    assertThat(wire.closed).containsExactly(1001);
  }

  @Test
  void isClosedOnceWhenWhatItMayIsOverAndNotBefore() {
    Peer peer = peer(10, false);
    peer.closeIfOver();
    assertThat(wire.closed).isEmpty();

    isOver = true;
    peer.closeIfOver();
    peer.closeIfOver();

    assertThat(wire.closed).containsExactly(1008);
  }

  @Test
  void isLostAfterTwoMissedPongs() {
    Peer peer = peer(100, false);
    peer.beat();
    peer.beat();
    peer.pong();
    peer.beat();
    assertThat(wire.pings).isEqualTo(2);
    peer.beat();
    assertThat(wire.closed).isEmpty();

    peer.beat();

    assertThat(wire.closed).containsExactly(1013);
  }

  @Test
  void isNotPingedWhileAFrameIsUnderWay() {
    Peer peer = peer(100, false);
    wire.blocked = true;
    peer.broadcast(frame("a"));

    peer.beat();
    peer.beat();
    peer.beat();

    assertThat(wire.pings).isZero();
    assertThat(wire.closed).isEmpty();
  }

  @Test
  void waitsToBeGreetedOnlyUntilItIs() {
    Peer greeted = peer(100, true);
    greeted.release(frame("hello"));
    greeted.closeUngreeted(Duration.ZERO);
    assertThat(wire.closed).isEmpty();

    peer(100, true).closeUngreeted(Duration.ZERO);

    assertThat(wire.closed).containsExactly(1011);
  }

  @Test
  void isNotForgottenWhileItsGreetingIsOnItsWay() {
    Peer peer = peer(100, true);
    wire.blocked = true;
    peer.direct(frame("a long story"));

    peer.closeUngreeted(Duration.ZERO);

    assertThat(wire.closed).isEmpty();
  }

  @Test
  void isClosedForSendingTooMuch() {
    Peer peer = peer(100, false);
    for (int i = 0; i < MESSAGE_RATE; i++) {
      peer.received("x");
    }
    assertThat(wire.closed).isEmpty();

    peer.received("x");

    assertThat(wire.closed).containsExactly(1008);
  }
}
