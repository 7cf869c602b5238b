package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerVitalsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private long now;
  private final BrokerVitals vitals = new BrokerVitals(meters, () -> now);

  @Test
  void complainsWhenNothingWasConfirmedForTenSeconds() {
    pass(9);
    assertThat(vitals.complaints()).isEmpty();
    pass(1);

    assertThat(vitals.complaints()).containsExactly("nothing was confirmed for 10 s");
    assertThat(meters.get("bakery.confirm.age.seconds").gauge().value()).isEqualTo(10);
  }

  @Test
  void isWellOnceSomethingWasConfirmed() {
    pass(60);
    vitals.confirmed();

    assertThat(vitals.complaints()).isEmpty();
  }

  /** A look each 5 s, its confirm a moment later, and an order at any moment before. */
  @Test
  void hasAConfirmLongBeforeItIsMissedWhateverTheMomentOfTheLastOrder() {
    for (int order = 0; order <= 5000; order += 100) {
      passMillis(order);
      vitals.confirmed();
      passMillis(5000 - order);
      for (int look = 0; look < 5; look++) {
        assertThat(vitals.sinceConfirm()).isLessThan(Duration.ofSeconds(8));
        if (vitals.needsConfirm()) {
          passMillis(20);
          vitals.confirmed();
          passMillis(4980);
        } else {
          passMillis(5000);
        }
      }
    }
  }

  @Test
  void goesOnWithTheStageOfAConsumerThatIsStartedAgain() {
    Stage before = vitals.stage("orders-baker.*", List.of("orders-baker.0"));
    before.begins(this);
    before.ended(this);

    assertThat(vitals.stage("orders-baker.*", List.of("orders-baker.0"))).isSameAs(before);
    before.opened(() -> {});
    pass(60);
    vitals.confirmed();
    assertThat(vitals.complaints()).isEmpty();
  }

  private void pass(long seconds) {
    passMillis(seconds * 1000);
  }

  private void passMillis(long millis) {
    now += Duration.ofMillis(millis).toNanos();
  }
}
