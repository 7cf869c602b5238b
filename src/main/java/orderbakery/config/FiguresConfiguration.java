package orderbakery.config;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import orderbakery.api.WaitingWork;
import orderbakery.broker.Broker;
import orderbakery.broker.WriterQueues;
import orderbakery.component.Components;
import orderbakery.feed.Feed;
import orderbakery.figures.Figures;
import orderbakery.figures.FrameTimes;
import orderbakery.figures.Progress;
import orderbakery.figures.StoredStages;
import orderbakery.log.Partitions;
import orderbakery.operate.partitions.PartitionsEndpoint;
import orderbakery.store.MongoStages;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How far the stages are, for the page, for operators and for alarms. */
@Configuration(proxyBeanMethods = false)
class FiguresConfiguration {
  private static final long ANSWER_WITHIN_MILLIS = 1500;

  @Bean
  FrameTimes frameTimes() {
    return new FrameTimes();
  }

  @Bean
  StoredStages storedStages(
      MongoDatabase sourceDatabase, MongoDatabase presentationDatabase, Partitions partitions) {
    return new MongoStages(
        sourceDatabase.withTimeout(ANSWER_WITHIN_MILLIS, MILLISECONDS).getCollection("events"),
        presentationDatabase.withTimeout(ANSWER_WITHIN_MILLIS, MILLISECONDS),
        partitions);
  }

  @Bean
  Progress progress(
      Partitions partitions,
      Components components,
      Roles roles,
      StoredStages stored,
      Broker broker,
      WaitingWork waiting,
      BeanFactory beans,
      Clock clock) {
    WriterQueues writer = new WriterQueues(broker);
    Map<String, IntToLongFunction> heard = new HashMap<>();
    for (String component : components.names()) {
      if (roles.has(Role.events(component))) {
        heard.put(component, beans.getBean(component + "-feed", Feed.class)::passed);
      }
    }
    return new Progress(
        partitions,
        components.names(),
        stored,
        () -> writer.count(partitions.count()),
        waiting::oldestUnwritten,
        heard,
        clock,
        System::nanoTime);
  }

  /** The API of each process tells of all; others need not know the whole log. */
  @Bean
  @ConditionalOnProperty("role.api")
  ProgressMeters progressMeters(
      Progress progress, Components components, Partitions partitions, BakerySettings settings) {
    return new ProgressMeters(
        progress, components.names(), partitions, settings.limits().oldestWaiting());
  }

  @Bean
  FeedMeters feedMeters(Roles roles, ObjectProvider<CamelContext> camel) {
    return new FeedMeters(roles, camel::getObject);
  }

  @Bean("figures")
  Figures figures(Progress progress, FrameTimes frameTimes, BakerySettings settings) {
    return new Figures(progress, frameTimes, settings.limits().oldestWaiting());
  }

  @Bean
  PartitionsEndpoint partitionsEndpoint(Progress progress, StoredStages stored) {
    return new PartitionsEndpoint(progress, stored);
  }
}
