package orderbakery.config;

import static java.util.stream.Collectors.toMap;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orderbakery.api.Answers;
import orderbakery.api.Endings;
import orderbakery.api.KeyClaims;
import orderbakery.api.Receipts;
import orderbakery.api.Repeats;
import orderbakery.api.Submissions;
import orderbakery.api.Whereabouts;
import orderbakery.component.Component;
import orderbakery.component.Components;
import org.springframework.beans.factory.annotation.Qualifier;
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

  @Bean("submissions")
  Submissions submissions() {
    return new Submissions();
  }

  @Bean("repeats")
  Repeats repeats(KeyClaims claims) {
    return new Repeats(claims);
  }

  @Bean("answers")
  Answers answers() {
    return new Answers();
  }

  @Bean("whereabouts")
  Whereabouts whereabouts() {
    return new Whereabouts();
  }

  @Bean("receipts")
  Receipts receipts(Components components) {
    return new Receipts(
        components.all().stream().collect(toMap(Component::name, Component::plural)));
  }

  /** Its queue cannot outgrow the limit of those who wait. */
  @Bean(defaultCandidate = false)
  ExecutorService answering() {
    return Executors.newFixedThreadPool(
        ANSWERING_THREADS, new CustomizableThreadFactory("answer-"));
  }

  @Bean("endings")
  Endings endings(BakerySettings settings, @Qualifier("answering") ExecutorService answering) {
    return new Endings(settings.waitingLimit(), answering);
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
