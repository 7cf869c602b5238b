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

  @Test
  void goesOnWithTheStageOfAConsumerThatIsStartedAgain() {
    Stage before = vitals.stage("orders-baker.*", List.of("orders-baker.0"));
    before.ended();

    assertThat(vitals.stage("orders-baker.*", List.of("orders-baker.0"))).isSameAs(before);
    before.opened();
    pass(60);
    vitals.confirmed();
    assertThat(vitals.complaints()).isEmpty();
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
