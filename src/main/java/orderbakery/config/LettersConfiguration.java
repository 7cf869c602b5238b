package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import orderbakery.broker.Broker;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.Letterboxes;
import orderbakery.broker.Topology;
import orderbakery.operate.DeadLettersEndpoint;
import orderbakery.operate.LetterDesk;
import orderbakery.store.MongoDiscardedLetters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Dead letters on the management port, in every process. */
@Configuration(proxyBeanMethods = false)
class LettersConfiguration {

  @Bean
  Letterboxes letterboxes(Broker broker, Topology topology, ConfirmedPublisher rooms) {
    return new Letterboxes(broker, topology, rooms);
  }

  @Bean("letter-desk")
  LetterDesk letterDesk(Letterboxes letterboxes, MongoDatabase sourceDatabase, Clock clock) {
    return new LetterDesk(
        letterboxes, new MongoDiscardedLetters(sourceDatabase.getCollection("discarded")), clock);
  }

  @Bean
  DeadLettersEndpoint deadLettersEndpoint(LetterDesk letterDesk) {
    return new DeadLettersEndpoint(letterDesk);
  }
}
