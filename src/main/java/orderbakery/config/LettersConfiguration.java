package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import orderbakery.broker.Broker;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.LetterQueues;
import orderbakery.broker.Topology;
import orderbakery.operate.Signature;
import orderbakery.operate.letters.DeadLettersEndpoint;
import orderbakery.operate.letters.LetterDesk;
import orderbakery.store.MongoDiscardedLetters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Dead letters on the management port, in every process. */
@Configuration(proxyBeanMethods = false)
class LettersConfiguration {

  @Bean
  LetterQueues letterQueues(Broker broker, Topology topology, ConfirmedPublisher publisher) {
    return new LetterQueues(broker, topology, publisher);
  }

  @Bean("letter-desk")
  LetterDesk letterDesk(LetterQueues letterQueues, MongoDatabase sourceDatabase, Clock clock) {
    return new LetterDesk(
        letterQueues, new MongoDiscardedLetters(sourceDatabase.getCollection("discarded")), clock);
  }

  @Bean
  DeadLettersEndpoint deadLettersEndpoint(LetterDesk letterDesk, Signature signature) {
    return new DeadLettersEndpoint(letterDesk, signature);
  }
}
