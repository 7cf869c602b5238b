package orderbakery.operate.sweeps;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import orderbakery.fixtures.SetClock;
import org.junit.jupiter.api.Test;

class SweepReportsTest {
  private static final String LATE = "late-order-events";
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final SetClock clock = new SetClock(NOON);
  private final InMemorySweepLedger ledger = new InMemorySweepLedger();
  private final MeterRegistry here = new SimpleMeterRegistry();
  private final MeterRegistry there = new SimpleMeterRegistry();
  private final SweepReports reports = reports(here);
  private final SweepLedger ours = new ReportedLedger(ledger, reports);
  private final SweepReports reportsThere = reports(there);
  private final SweepLedger theirs = new ReportedLedger(ledger, reportsThere);

  private SweepReports reports(MeterRegistry meters) {
    return new SweepReports(List.of("order"), meters, clock);
  }

  @Test
  void tellsHowOldTheOldestIsOnceItHasSwept() {
    assertThat(oldest(here)).isNaN();

    reports.report(found(NOON.minusSeconds(400)));
    assertThat(oldest(here)).isEqualTo(400);

    reports.report(Finding.of(LATE, 0, 0, List.of()));
    assertThat(oldest(here)).isZero();
  }

  /** The largest of all processes counts: what one has found would stand after it was put right. */
  @Test
  void leavesItToTheProcessThatSweepsNow() {
    assertThat(ours.claim(LATE, NOON)).isTrue();
    reports.report(found(NOON.minusSeconds(400)));
    assertThat(theirs.claim(LATE, NOON)).isFalse();

    Instant next = NOON.plusSeconds(60);
    assertThat(theirs.claim(LATE, next)).isTrue();
    reportsThere.report(Finding.of(LATE, 0, 0, List.of()));
    assertThat(ours.claim(LATE, next)).isFalse();

    assertThat(oldest(here)).isNaN();
    assertThat(oldest(there)).isZero();
  }

  @Test
  void saysNothingOfSweepsThatTellOfNothing() {
    assertThat(ours.claim("order-files", NOON)).isTrue();
    assertThat(theirs.claim("order-files", NOON)).isFalse();
  }

  private static Finding found(Instant since) {
    return Finding.of(LATE, 1, 1, List.of(new Stray("late", 0, since)));
  }

  private static double oldest(MeterRegistry meters) {
    return meters.get("bakery.sweep.oldest").tag("sweep", LATE).gauge().value();
  }
}
