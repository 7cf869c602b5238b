package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Frame A = new Frame("a", 4, "a");
  private static final Frame B = new Frame("b", 4, "b");
  private static final Frame HELLO = new Frame("hello", 4, "hello");

  private static Outbox holding(int limit) {
    Outbox outbox = new Outbox(limit, false);
    outbox.listen();
    return outbox;
  }

  private static List<Frame> written(Outbox outbox) {
    List<Frame> frames = new ArrayList<>();
    for (Frame frame = outbox.next(); frame != null; frame = outbox.next()) {
      frames.add(frame);
      outbox.written(frame);
    }
    return frames;
  }

  @Test
  void givesOutOneFrameAtATime() {
    Outbox outbox = new Outbox(100, true);
    outbox.broadcast(A);
    outbox.broadcast(B);

    assertThat(outbox.next()).isEqualTo(A);
    assertThat(outbox.next()).isNull();
    outbox.written(A);
    assertThat(outbox.next()).isEqualTo(B);
  }

  @Test
  void tellsHowMuchWaitsWhatIsHeldBackAndBeingWrittenIncluded() {
    Outbox outbox = holding(100);
    outbox.broadcast(A);
    outbox.direct(HELLO);
    outbox.next();
    assertThat(outbox.queuedBytes()).isEqualTo(8);

    outbox.written(HELLO);
    assertThat(outbox.queuedBytes()).isEqualTo(4);
    outbox.close();
    assertThat(outbox.queuedBytes()).isZero();
  }

  @Test
  void holdsBroadcastsUntilTheRelease() {
    Outbox outbox = holding(100);
    outbox.broadcast(A);
    outbox.broadcast(B);
    assertThat(written(outbox)).isEmpty();

    outbox.release(HELLO);

    assertThat(written(outbox)).containsExactly(HELLO, A, B);
    outbox.broadcast(A);
    assertThat(written(outbox)).containsExactly(A);
  }

  @Test
  void holdsBroadcastsOnceMoreUntilTheNextRelease() {
    Outbox outbox = holding(100);
    outbox.release(HELLO);
    outbox.broadcast(A);

    outbox.hold();

    outbox.broadcast(B);
    assertThat(written(outbox)).containsExactly(HELLO, A);
    assertThat(outbox.hasBecomeDrained()).isFalse();
    outbox.direct(HELLO);
    assertThat(written(outbox)).containsExactly(HELLO);
    assertThat(outbox.hasBecomeDrained()).isTrue();
    outbox.release(HELLO);
    assertThat(written(outbox)).containsExactly(HELLO, B);
  }

  @Test
  void letsADirectFrameOvertakeWhatIsHeld() {
    Outbox outbox = holding(100);
    outbox.broadcast(A);

    outbox.direct(B);

    assertThat(written(outbox)).containsExactly(B);
    assertThat(outbox.awaitsRelease()).isTrue();
  }

  @Test
  void countsWaitingHeldAndUnwrittenBytes() {
    Outbox outbox = holding(12);
    assertThat(outbox.broadcast(A)).isEqualTo(Outbox.Offer.ACCEPTED);
    assertThat(outbox.direct(B)).isEqualTo(Outbox.Offer.ACCEPTED);
    assertThat(outbox.next()).isEqualTo(B);
    assertThat(outbox.direct(HELLO)).isEqualTo(Outbox.Offer.ACCEPTED);
    assertThat(outbox.direct(A)).isEqualTo(Outbox.Offer.OVERFLOW);

    outbox.written(B);

    assertThat(outbox.direct(A)).isEqualTo(Outbox.Offer.ACCEPTED);
  }

  @Test
  void staysHeldWhenTheGreetingOverflows() {
    Outbox outbox = holding(6);
    outbox.broadcast(A);

    assertThat(outbox.release(HELLO)).isEqualTo(Outbox.Offer.OVERFLOW);

    assertThat(written(outbox)).isEmpty();
  }

  @Test
  void dropsWhatWaitsAndRefusesMoreOnceClosed() {
    Outbox outbox = new Outbox(100, true);
    outbox.broadcast(A);

    assertThat(outbox.close()).isTrue();

    assertThat(outbox.close()).isFalse();
    assertThat(outbox.broadcast(B)).isEqualTo(Outbox.Offer.CLOSED);
    assertThat(outbox.next()).isNull();
  }

  @Test
  void leavesTheCloseToTheWriterWhileAFrameIsBeingWritten() {
    Outbox outbox = new Outbox(100, true);
    outbox.broadcast(A);
    Frame writing = outbox.next();

    assertThat(outbox.close()).isFalse();

    assertThat(outbox.written(writing)).isTrue();
  }

  @Test
  void writesNoFrameWhileAPingOccupiesIt() {
    Outbox outbox = new Outbox(100, true);
    assertThat(outbox.occupy()).isTrue();
    outbox.broadcast(A);
    assertThat(outbox.next()).isNull();
    assertThat(outbox.occupy()).isFalse();

    assertThat(outbox.vacate()).isFalse();

    assertThat(outbox.next()).isEqualTo(A);
    assertThat(outbox.occupy()).isFalse();
  }

  @Test
  void hearsNoBroadcastBeforeItListens() {
    Outbox outbox = new Outbox(100, false);

    assertThat(outbox.broadcast(A)).isEqualTo(Outbox.Offer.NOT_FOR_IT);

    outbox.listen();
    outbox.broadcast(B);
    outbox.release(HELLO);
    assertThat(written(outbox)).containsExactly(HELLO, B);
  }

  @Test
  void hearsOnlyBroadcastsThatPassItsFilter() {
    Outbox outbox = new Outbox(100, true);

    outbox.filter("b"::equals);

    assertThat(outbox.broadcast(A)).isEqualTo(Outbox.Offer.NOT_FOR_IT);
    assertThat(outbox.broadcast(B)).isEqualTo(Outbox.Offer.ACCEPTED);
    outbox.direct(HELLO);
    assertThat(written(outbox)).containsExactly(B, HELLO);
  }

  @Test
  void hearsABroadcastAboutNothingWhateverItsFilter() {
    Outbox outbox = new Outbox(100, true);

    outbox.filter(about -> false);

    assertThat(outbox.broadcast(new Frame("x", 1, null))).isEqualTo(Outbox.Offer.ACCEPTED);
  }

  @Test
  void asksTheFilterOfTheReleaseAboutWhatWasHeld() {
    Outbox outbox = holding(12);
    outbox.broadcast(A);
    outbox.broadcast(B);

    outbox.filter("b"::equals);
    outbox.release(HELLO);

    assertThat(written(outbox)).containsExactly(HELLO, B);
    assertThat(outbox.direct(new Frame("all", 12, null))).isEqualTo(Outbox.Offer.ACCEPTED);
  }

  @Test
  void isDrainedOnceAllHasLeftWhileItHolds() {
    Outbox outbox = new Outbox(100, false);
    assertThat(outbox.isDrained()).isFalse();
    outbox.listen();
    outbox.broadcast(B);
    assertThat(outbox.isDrained()).isTrue();
    outbox.direct(A);
    assertThat(outbox.isDrained()).isFalse();
    outbox.next();
    assertThat(outbox.isDrained()).isFalse();
    outbox.written(A);
    assertThat(outbox.isDrained()).isTrue();
    assertThat(outbox.hasBecomeDrained()).isTrue();
    assertThat(outbox.hasBecomeDrained()).isFalse();

    outbox.release(HELLO);

    assertThat(written(outbox)).containsExactly(HELLO, B);
    assertThat(outbox.isDrained()).isFalse();
  }
}
