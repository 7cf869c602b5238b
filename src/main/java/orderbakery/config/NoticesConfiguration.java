package orderbakery.config;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import orderbakery.broker.DeadLetters;
import orderbakery.component.Components;
import orderbakery.notice.Notices;
import orderbakery.notice.Notifier;
import orderbakery.notice.Outbox;
import orderbakery.notice.PublicFactReader;
import orderbakery.store.MongoNotices;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps what others are owed to hear, and the threads that send it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("role.notifier")
class NoticesConfiguration {
  private static final long KEPT_FOR_SECONDS = 1;

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

  @Bean
  ThreadPoolProfile noticesAtOnce(BakerySettings settings) {
    return threads(settings.notices().atOnce());
  }

  /**
   * Of this kind the route of each channel has threads of its own. Their queue holds all that one
   * look finds, and Camel's own task that hands it out: were it full, who fills it would send, too.
   */
  static ThreadPoolProfile threads(int atOnce) {
    return new ThreadPoolProfileBuilder("notices-at-once")
        .poolSize(atOnce)
        .maxPoolSize(atOnce)
        .keepAliveTime(KEPT_FOR_SECONDS)
        .allowCoreThreadTimeOut(true)
        .maxQueueSize(Outbox.MOST_AT_ONE_LOOK + 1)
        .build();
  }
}
