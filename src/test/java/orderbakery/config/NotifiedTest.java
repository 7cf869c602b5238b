package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class NotifiedTest {
  private final MockEnvironment environment =
      new MockEnvironment()
          .withProperty("bakery.mail.from", "")
          .withProperty("bakery.demo", "true")
          .withProperty("smtp.host", "");
  private final Notified notified = new Notified(environment);

  @Test
  void mailsIntoAFolderWhereSomebodyOnlyTriesIt() {
    assertThat(notified.from()).isEqualTo("orders@localhost");
    assertThat(notified.hasMailServer()).isFalse();
  }

  @Test
  void mailsNobodyOnServersOfOnesOwn() {
    environment.setProperty("RABBITMQ_ADDRESSES", "rabbit:5672");

    assertThat(notified.isAnybody()).isFalse();
  }

  @Test
  void mailsNobodyWhereItIsNoDemo() {
    environment.setProperty("bakery.demo", "false");

    assertThat(notified.isAnybody()).isFalse();
  }

  /** Nobody gets mails of orders@localhost. */
  @Test
  void sendsNothingBeforeItIsSaidWhoseMailsTheyAre() {
    environment.setProperty("smtp.host", "mail.example");

    assertThat(notified.isAnybody()).isFalse();
  }

  @Test
  void mailsFromWhomTheSettingNames() {
    environment.setProperty("MONGODB_URI", "mongodb://store");
    environment.setProperty("bakery.mail.from", "orders@bakery.example");
    environment.setProperty("smtp.host", "mail.example");

    assertThat(notified.from()).isEqualTo("orders@bakery.example");
    assertThat(notified.isByMail()).isTrue();
    assertThat(notified.hasMailServer()).isTrue();
  }

  @Test
  void tellsReceiversOfWebhooks() {
    environment.setProperty("bakery.demo", "false");
    environment.setProperty("bakery.webhooks[0].url", "https://receiver.example");
    environment.setProperty("bakery.webhooks[0].types", "order.created");
    environment.setProperty("bakery.webhooks[0].secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    assertThat(notified.isByMail()).isFalse();
    assertThat(notified.isAnybody()).isTrue();
  }
}
