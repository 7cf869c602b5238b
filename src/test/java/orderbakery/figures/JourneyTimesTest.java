package orderbakery.figures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long commands were on their way. */
class JourneyTimesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FrameTimes frameTimes = new FrameTimes();
  private final JourneyTimes times =
      JourneyTimes.untilNotified("order", meters, Clock.fixed(NOON, ZoneOffset.UTC), frameTimes);

  @Test
  void areMeasuredFromTheAcceptance() {
    times.accept(NOON.minusMillis(250).toEpochMilli());

    assertThat(timer().count()).isEqualTo(1);
    assertThat(timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
    assertThat(told()).isEqualTo(1);
  }

  @Test
  void leaveOutWhatWasToldAgainAfterAnHour() {
    times.accept(NOON.minusSeconds(3601).toEpochMilli());
    times.accept(AcceptedAt.UNKNOWN);

    assertThat(timer().count()).isZero();
    assertThat(told()).isZero();
  }

  @Test
  void areNeverBelowZeroWhateverTheClockOfAnotherProcessSays() {
    times.accept(NOON.plusMillis(20).toEpochMilli());

    assertThat(timer().totalTime(TimeUnit.MILLISECONDS)).isZero();
  }

  @Test
  void areTakenFromFramesThatAreHeardWhereNoneIsSent() {
    String frame = "{\"data\":{\"updatedAt\":\"2026-11-24T11:59:59.000Z\"}}";

    JourneyTimes.untilHeard(Clock.fixed(NOON, ZoneOffset.UTC), frameTimes)
        .accept(frame.getBytes(UTF_8));

    assertThat(told()).isEqualTo(1);
  }

  private Timer timer() {
    return meters.get("bakery.until.notified").tag("component", "order").timer();
  }

  private long told() {
    return frameTimes.slices(NOON.plusSeconds(5).toEpochMilli()).stream()
        .mapToLong(FrameTimes.Slice::count)
        .sum();
  }
}
