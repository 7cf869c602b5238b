package orderbakery.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import orderbakery.fixtures.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageTest {
  @RegisterExtension final LogLines log = new LogLines(Outage.class);

  private long now;
  private final Outage outage = new Outage("RabbitMQ", () -> now);

  @Test
  void tellsTheBeginningAndTheEndAndCountsInBetween() {
    for (int second = 0; second < 45; second++) {
      outage.failed("no answer");
      outage.failed("no answer");
      pass(Duration.ofSeconds(1));
    }
    pass(Outage.CALM);
    outage.worked();

    assertThat(log.all())
        .containsExactly(
            "RabbitMQ fails: no answer",
            "RabbitMQ still fails after 10 s, 21 times so far: no answer",
            "RabbitMQ still fails after 20 s, 41 times so far: no answer",
            "RabbitMQ still fails after 40 s, 81 times so far: no answer",
            "RabbitMQ is well again: it failed for 44 s, 90 times");
  }

  @Test
  void isNotOverWhileSomethingGoesOnFailing() {
    for (int second = 0; second < 9; second++) {
      outage.failed("orders-baker.* is not consumed");
      pass(Duration.ofSeconds(1));
      outage.worked();
    }

    assertThat(log.all()).containsExactly("RabbitMQ fails: orders-baker.* is not consumed");
  }

  @Test
  void isUnderWayUntilSomethingHasWorked() {
    assertThat(outage.isUnderWay()).isFalse();

    outage.failed("no answer");
    pass(Outage.CALM);
    assertThat(outage.isUnderWay()).isTrue();

    outage.worked();
    assertThat(outage.isUnderWay()).isFalse();
  }

  @Test
  void saysNothingOfAServerThatWorks() {
    outage.worked();

    assertThat(log.all()).isEmpty();
  }

  @Test
  void cutsWhatADriverTells() {
    outage.failed("x".repeat(1000) + "\nat a.b.C");

    assertThat(log.all()).singleElement().satisfies(it -> assertThat(it).hasSizeLessThan(230));
  }

  @Test
  void countsTheNextOneAnew() {
    outage.failed("first");
    pass(Outage.CALM);
    outage.worked();
    outage.failed("second");

    assertThat(log.all())
        .containsExactly(
            "RabbitMQ fails: first",
            "RabbitMQ is well again: it failed for 0 s, once",
            "RabbitMQ fails: second");
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
