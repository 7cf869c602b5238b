package orderbakery.config;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import orderbakery.notice.Channel;
import orderbakery.notice.Debts;
import orderbakery.store.MongoDebts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is owed to those who are told of changes, for operators. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("role.notifier")
class DebtsConfiguration {
  private static final int ANSWER_WITHIN_SECONDS = 2;

  @Bean
  DebtMeters debtMeters(MongoDatabase sourceDatabase, Channels channels, Clock clock) {
    MongoDebts store = new MongoDebts(sourceDatabase.withTimeout(ANSWER_WITHIN_SECONDS, SECONDS));
    return new DebtMeters(
        new Debts(store, System::nanoTime),
        channels.all().stream().map(Channel::name).toList(),
        clock);
  }
}
