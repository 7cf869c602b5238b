package orderbakery.config;

import java.util.List;
import orderbakery.broker.BrokerVitals;
import orderbakery.component.Times;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whether the broker confirms, and lets this process consume what its roles are for. */
final class BrokerHealth implements HealthIndicator {
  private static final String BROKER = "RabbitMQ";

  private final BrokerVitals vitals;
  private final Since since;

  BrokerHealth(BrokerVitals vitals, Since since) {
    this.vitals = vitals;
    this.since = since;
  }

  @Override
  public Health health() {
    List<String> complaints = vitals.complaints();
    if (complaints.isEmpty()) {
      since.over(BROKER);
      return Health.up().build();
    }
    String sentence =
        "%s does not serve this process, seen since %s: %s; look at rabbitmqctl cluster_status, and at the log."
            .formatted(BROKER, Times.text(since.of(BROKER)), String.join("; ", complaints));
    return Health.down()
        .withDetail("complaints", complaints)
        .withDetail("sentence", sentence)
        .build();
  }
}
