package orderbakery.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import orderbakery.broker.DeadLetters;
import orderbakery.notice.BackOff;
import orderbakery.notice.Notices;
import orderbakery.notice.Outbox;
import orderbakery.notice.PublicFactReader;
import orderbakery.notice.Refusal;
import orderbakery.notice.Untellable;
import orderbakery.outage.Outage;
import orderbakery.webhook.Webhook;
import orderbakery.webhook.WebhookAnswer;
import orderbakery.webhook.WebhookWriter;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Webhooks: for each receiver an outbox, routes and threads of its own, so that none delays
 * another, nor mails, nor orders.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("role.webhooks")
class WebhooksConfiguration {
  private static final Duration LONGEST_BETWEEN_TRIES = Duration.ofHours(1);

  @Bean("webhook-client")
  WebhookClient webhookClient(BakerySettings settings) {
    return new WebhookClient(
        settings.notices().privateAddresses(),
        SystemDefaultDnsResolver.INSTANCE,
        settings.notices().atOnce());
  }

  @Bean
  CamelContextConfiguration webhookRoutes(
      Channels channels,
      PublicFactReader facts,
      Notices notices,
      DeadLetters deadLetters,
      Clock clock,
      BakerySettings settings,
      Work work,
      MeterRegistry meters) {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext camel) {
        for (Webhook webhook : channels.webhooks()) {
          camel.getRegistry().bind(webhook.name(), new WebhookWriter(webhook, facts));
          camel
              .getRegistry()
              .bind(
                  webhook.name() + "-outbox",
                  outbox(webhook, notices, deadLetters, clock, settings.notices(), work, meters));
        }
      }

      @Override
      public void afterApplicationStart(CamelContext camel) {
        channels.webhooks().forEach(webhook -> addRoutes(webhook, camel));
      }
    };
  }

  private static void addRoutes(Webhook webhook, CamelContext camel) {
    TemplatedRouteBuilder.builder(camel, "deliver-webhook")
        .routeId("deliver-" + webhook.name())
        .prefixId(webhook.name() + "-")
        .parameter("webhook", webhook.name())
        .parameter("url", webhook.url().toString())
        .add();
    TemplatedRouteBuilder.builder(camel, "send-notices")
        .routeId("tell-" + webhook.name())
        .prefixId(webhook.name() + "-")
        .parameter("channel", webhook.name())
        .parameter("told-by", "webhooks")
        .add();
  }

  /** A receiver that does not answer is one of many reasons, so it is not waited for in all. */
  private static Outbox outbox(
      Webhook webhook,
      Notices notices,
      DeadLetters deadLetters,
      Clock clock,
      NoticeSettings settings,
      Work work,
      MeterRegistry meters) {
    BackOff betweenTries = new BackOff(settings.firstDelay(), LONGEST_BETWEEN_TRIES);
    return new Outbox(
        webhook.name(),
        notices,
        deadLetters,
        clock,
        new Outbox.Patience(settings.claim(), betweenTries, betweenTries, settings.giveUpAfter()),
        WebhooksConfiguration::judge,
        new Outage(webhook.name(), System::nanoTime),
        work::hasBegun,
        meters);
  }

  static Refusal judge(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Untellable) {
        return Refusal.never(cause.getMessage());
      }
      if (cause instanceof HttpOperationFailedException answer) {
        return WebhookAnswer.judge(answer.getStatusCode());
      }
    }
    return WebhookAnswer.judge(failure);
  }
}
