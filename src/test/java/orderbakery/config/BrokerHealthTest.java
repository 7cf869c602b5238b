package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import orderbakery.broker.BrokerVitals;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

/** What is wrong with the broker, since when, and what to look at. */
class BrokerHealthTest {
  private long nanos;
  private final BrokerVitals vitals = new BrokerVitals(new SimpleMeterRegistry(), () -> nanos);
  private final BrokerHealth health =
      new BrokerHealth(
          vitals, new Since(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC)));

  @Test
  void isUpWhileItConfirms() {
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void isDownWithASentenceOnceItConfirmsNothing() {
    nanos = 11_000_000_000L;

    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.health().getDetails())
        .containsEntry(
            "sentence",
            "RabbitMQ does not serve this process, seen since 2026-11-24T12:00:00.000Z: nothing was"
                + " confirmed for 11 s; look at rabbitmqctl cluster_status, and at the log.");
  }
}
