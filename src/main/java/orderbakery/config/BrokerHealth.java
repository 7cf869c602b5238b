package orderbakery.config;

import java.util.List;
import orderbakery.broker.BrokerVitals;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Whether the broker confirms, and lets this process consume what its roles are for. */
final class BrokerHealth implements HealthIndicator {
  private final BrokerVitals vitals;

  BrokerHealth(BrokerVitals vitals) {
    this.vitals = vitals;
  }

  @Override
  public Health health() {
    List<String> complaints = vitals.complaints();
    return complaints.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("complaints", complaints).build();
  }
}
