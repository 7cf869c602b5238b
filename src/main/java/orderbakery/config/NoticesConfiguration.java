package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import orderbakery.broker.DeadLetters;
import orderbakery.component.Components;
import orderbakery.notice.Notices;
import orderbakery.notice.Notifier;
import orderbakery.notice.PublicFactReader;
import orderbakery.store.MongoNotices;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps what others are owed to hear. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("role.notifier")
class NoticesConfiguration {

  @Bean
  Notices notices(MongoDatabase sourceDatabase) {
    return new MongoNotices(sourceDatabase);
  }

  @Bean
  PublicFactReader publicFactReader(Components components) {
    return new PublicFactReader(components);
  }

  @Bean("notifier")
  Notifier notifier(
      Channels channels,
      Notices notices,
      PublicFactReader facts,
      DeadLetters deadLetters,
      Clock clock) {
    return new Notifier(channels.all(), notices::owe, facts, deadLetters, clock);
  }
}
