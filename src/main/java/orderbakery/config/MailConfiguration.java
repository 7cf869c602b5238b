package orderbakery.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import orderbakery.broker.DeadLetters;
import orderbakery.mail.MailChannel;
import orderbakery.mail.MailServerAnswer;
import orderbakery.mail.MailTemplates;
import orderbakery.mail.MailWriter;
import orderbakery.notice.BackOff;
import orderbakery.notice.Notices;
import orderbakery.notice.Outbox;
import orderbakery.notice.PublicFactReader;
import orderbakery.outage.Outage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mails to customers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("role.mail")
class MailConfiguration {
  private static final Duration LONGEST_BETWEEN_TRIES = Duration.ofMinutes(10);
  private static final BackOff WHILE_AWAY =
      new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Bean("mail-writer")
  MailWriter mailWriter(
      BakerySettings settings,
      @Value("${mail.from}") String from,
      @Value("${templates.directory}") Path folder,
      PublicFactReader facts) {
    MailSettings mail = settings.mail();
    try {
      return new MailWriter(
          from, mail.locale(), new MailTemplates(folder, mail.locale(), mail.types()), facts);
    } catch (IOException e) {
      throw new InvalidSettings("TEMPLATES_DIR: " + e.getMessage());
    }
  }

  @Bean("mail-outbox")
  Outbox mailOutbox(
      Notices notices,
      DeadLetters deadLetters,
      Clock clock,
      BakerySettings settings,
      Work work,
      MeterRegistry meters) {
    NoticeSettings notice = settings.notices();
    return new Outbox(
        MailChannel.NAME,
        notices,
        deadLetters,
        clock,
        new Outbox.Patience(
            notice.claim(),
            new BackOff(notice.firstDelay(), LONGEST_BETWEEN_TRIES),
            WHILE_AWAY,
            notice.giveUpAfter()),
        MailServerAnswer::judge,
        new Outage("The mail server", System::nanoTime),
        work::hasBegun,
        meters);
  }

  @Bean("mail-server")
  @ConditionalOnProperty("role.mail-by-smtp")
  MailServer mailServer(
      @Value("${smtp.host}") String host,
      @Value("${smtp.port}") int port,
      @Value("${smtp.username}") String username,
      @Value("${smtp.password}") String password,
      @Value("${smtp.ssl-bundle}") String bundle,
      SslBundles bundles,
      BakerySettings settings) {
    MailServer server = new MailServer(host, port, username, password, settings.mail().tls());
    if (!bundle.isEmpty()) {
      server.trust(bundles.getBundle(bundle).createSslContext().getSocketFactory());
    }
    return server;
  }
}
