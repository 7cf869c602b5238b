package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import orderbakery.fixtures.SetClock;
import orderbakery.notice.Debt;
import orderbakery.notice.Debts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail server that is away for weeks is told of, though no order waits for it. */
class DebtMetersTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration A_LOOK = Duration.ofSeconds(15);

  private final SetClock clock = new SetClock(NOON);
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private Debt debt = new Debt(0, null);
  private boolean isAway;
  private int asked;
  private final DebtMeters meters =
      new DebtMeters(new Debts(this::find, this::nanos), List.of("mail"), clock);

  @BeforeEach
  void bind() {
    meters.bindTo(registry);
  }

  @Test
  void tellsHowMuchIsOwedAndForHowLong() {
    assertThat(owed()).isZero();
    assertThat(oldest()).isZero();

    debt = new Debt(3, NOON.minusSeconds(60));
    clock.pass(A_LOOK);

    assertThat(owed()).isEqualTo(3);
    assertThat(oldest()).isEqualTo(75);
  }

  @Test
  void complainsOnceTheOldestHasWaitedForAQuarterOfAnHour() {
    debt = new Debt(3, NOON);

    clock.pass(DebtMeters.LONG);
    assertThat(trouble().isSo()).isFalse();
    clock.pass(Duration.ofMillis(1));

    assertThat(trouble())
        .isEqualTo(
            new Trouble(
                "notices of mail",
                true,
                "Notices of channel mail wait, 3 of them",
                NOON,
                "the log, whether its server fails, and at docs/notifications.md"));
  }

  @Test
  void asksTheStoreEveryFewSecondsWhoeverLooks() {
    owed();
    oldest();
    trouble();
    assertThat(asked).isEqualTo(1);

    clock.pass(A_LOOK);
    owed();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void knowsNothingWhileTheStoreIsAway() {
    debt = new Debt(3, NOON.minus(DebtMeters.LONG.multipliedBy(2)));
    isAway = true;

    assertThat(owed()).isNaN();
    assertThat(oldest()).isNaN();
    assertThat(trouble().isSo()).isFalse();
    assertThat(asked).isEqualTo(1);
  }

  private Debt find(String channel) {
    asked++;
    if (isAway) {
      throw new IllegalStateException("away");
    }
    return debt;
  }

  private long nanos() {
    return Duration.between(NOON, clock.instant()).toNanos();
  }

  private Trouble trouble() {
    return meters.troubles().get(0);
  }

  private double owed() {
    return gauge("bakery.notices.owed");
  }

  private double oldest() {
    return gauge("bakery.notices.oldest");
  }

  private double gauge(String name) {
    return registry.get(name).tag("channel", "mail").gauge().value();
  }
}
