package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import orderbakery.broker.BrokerVitals;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What readiness asks. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

  @Bean
  HealthIndicator routesHealthIndicator(Work work) {
    return () -> (work.hasBegun() ? Health.up() : Health.down()).build();
  }

  @Bean
  BrokerHealth brokerHealthIndicator(BrokerVitals vitals) {
    return new BrokerHealth(vitals);
  }

  @Bean
  StoreHealth storeHealthIndicator(MongoDatabase sourceDatabase) {
    return new StoreHealth(sourceDatabase);
  }
}
