package orderbakery.config;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orderbakery.api.Answers;
import orderbakery.api.CommandPublisher;
import orderbakery.api.DocumentWriter;
import orderbakery.api.Endings;
import orderbakery.api.KeyClaims;
import orderbakery.api.OpenCommands;
import orderbakery.api.Preconditions;
import orderbakery.api.Receipts;
import orderbakery.api.Repeats;
import orderbakery.api.StoredDocuments;
import orderbakery.api.WaitingWork;
import orderbakery.broker.Broker;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.WriterQueues;
import orderbakery.component.Components;
import orderbakery.edge.ProblemWriter;
import orderbakery.figures.FrameTimes;
import orderbakery.figures.JourneyTimes;
import orderbakery.log.Partitions;
import orderbakery.message.CommandMessages;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** What the API does for every component: submissions, waits, receipts. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {
  private static final int ANSWERING_THREADS = 4;

  @Bean("repeats")
  Repeats repeats(KeyClaims claims, StoredDocuments stored) {
    return new Repeats(claims, stored);
  }

  @Bean("waiting-work")
  WaitingWork waitingWork(
      Components components,
      Partitions partitions,
      OpenCommands log,
      Broker broker,
      BakerySettings settings,
      Clock clock) {
    return new WaitingWork(
        components.names(),
        partitions,
        log,
        new WriterQueues(broker)::isEmpty,
        settings.limits().oldestWaiting(),
        clock);
  }

  @Bean
  @ConditionalOnProperty("role.api")
  MeterBinder waitingMeters(WaitingWork waiting, Components components) {
    return meters ->
        components
            .names()
            .forEach(
                name ->
                    Gauge.builder(
                            "bakery.oldest.waiting.seconds",
                            waiting,
                            it -> it.oldest(name).toMillis() / 1000.0)
                        .tag("component", name)
                        .description("How long the oldest accepted command has been waiting")
                        .register(meters));
  }

  @Bean("preconditions")
  Preconditions preconditions(StoredDocuments stored, WaitingWork waiting) {
    return new Preconditions(stored, waiting);
  }

  @Bean("command-publisher")
  CommandPublisher commandPublisher(
      ConfirmedPublisher publisher, CommandMessages messages, WaitingWork waiting) {
    return new CommandPublisher(publisher, messages, waiting);
  }

  @Bean("answers")
  Answers answers(DocumentWriter documents, ProblemWriter problems) {
    return new Answers(documents, problems);
  }

  @Bean("receipts")
  Receipts receipts(Components components, StoredDocuments stored, DocumentWriter documents) {
    return new Receipts(components, stored, documents);
  }

  /** Its queue cannot outgrow the limit of those who wait. */
  @Bean(defaultCandidate = false)
  ExecutorService answering() {
    return Executors.newFixedThreadPool(
        ANSWERING_THREADS, new CustomizableThreadFactory("answer-"));
  }

  /** A process without a feed tells how long frames take as it hears them. */
  @Bean("endings")
  Endings endings(
      BakerySettings settings,
      @Qualifier("answering") ExecutorService answering,
      StoredDocuments stored,
      Roles roles,
      Clock clock,
      FrameTimes frameTimes) {
    return new Endings(
        settings.waitingLimit(),
        answering,
        stored::end,
        roles.isFeed() ? frame -> {} : JourneyTimes.untilHeard(clock, frameTimes));
  }

  @Bean("requested-ends")
  RequestedEnds requestedEnds(Endings endings) {
    return new RequestedEnds(endings);
  }

  @Bean
  EndOfWaiting endOfWaiting(Endings endings) {
    return new EndOfWaiting(endings);
  }

  /** At the end of the process, and before the routes end: nobody waits any longer. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  record EndOfWaiting(Endings endings) implements ApplicationListener<ContextClosedEvent> {

    @Override
    public void onApplicationEvent(ContextClosedEvent closed) {
      endings.release();
    }
  }
}
