package orderbakery.config;

import com.mongodb.ConnectionString;
import java.util.List;
import orderbakery.embedded.EmbeddedBroker;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.embedded.QpidDialect;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.mongo.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The servers inside this process, for whoever names no others. The rest of the application does
 * not know which ones it has. An image of roles does not carry them, and says so.
 */
@Configuration(proxyBeanMethods = false)
class EmbeddedConfiguration {
  private static final String BROKER = "org.apache.qpid.server.SystemLauncher";
  private static final String STORE = "de.bwaldvogel.mongo.MongoServer";

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("'${RABBITMQ_ADDRESSES:}' == ''")
  @ConditionalOnMissingClass(BROKER)
  static class NoBroker {
    NoBroker() {
      throw new InvalidSettings(
          "RABBITMQ_ADDRESSES: name a broker, since this image has none inside; the image of the"
              + " target embedded has");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("'${RABBITMQ_ADDRESSES:}' == ''")
  @ConditionalOnClass(name = BROKER)
  static class Broker {

    @Bean
    EmbeddedBroker embeddedBroker(BakerySettings settings) {
      return EmbeddedBroker.open(settings.dataDirectory().resolve("broker"), 0);
    }

    @Bean
    RabbitConnectionDetails rabbitConnectionDetails(EmbeddedBroker broker) {
      return new RabbitConnectionDetails() {
        @Override
        public List<Address> getAddresses() {
          return List.of(new Address("127.0.0.1", broker.port()));
        }

        @Override
        public String getUsername() {
          return broker.user();
        }

        @Override
        public String getPassword() {
          return broker.password();
        }
      };
    }

    @Bean
    QpidDialect brokerDialect() {
      return new QpidDialect();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("'${MONGODB_URI:}' == ''")
  @ConditionalOnMissingClass(STORE)
  static class NoStore {
    NoStore() {
      throw new InvalidSettings(
          "MONGODB_URI: name a store, since this image has none inside; the image of the target"
              + " embedded has");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnExpression("'${MONGODB_URI:}' == ''")
  @ConditionalOnClass(name = STORE)
  static class Store {

    @Bean
    EmbeddedStore embeddedStore(BakerySettings settings) {
      return EmbeddedStore.open(settings.dataDirectory().resolve("store"), 0);
    }

    @Bean
    MongoConnectionDetails mongoConnectionDetails(EmbeddedStore store) {
      return () -> new ConnectionString(store.connectionString());
    }
  }
}
