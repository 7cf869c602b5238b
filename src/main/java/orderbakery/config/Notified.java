package orderbakery.config;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Whom this installation tells of changes, beside the clients of its feed. */
record Notified(Environment environment) {
  /** Whose mails they are where somebody only tries it: they lie in a folder and go nowhere. */
  static final String OF_THE_DEMO = "orders@localhost";

  private static final String FROM = "bakery.mail.from";

  /** Whether anybody is told. */
  boolean isAnybody() {
    return isByMail() || isByWebhook();
  }

  /** Whether there are webhooks. */
  boolean isByWebhook() {
    return Binder.get(environment)
        .bind("bakery.webhooks", Bindable.listOf(WebhookSettings.class))
        .map(them -> !them.isEmpty())
        .orElse(false);
  }

  /** Whether there are mails. */
  boolean isByMail() {
    return !from().isEmpty();
  }

  /** Whether mails go to a server; else they are files. */
  boolean hasMailServer() {
    return !environment.getProperty("smtp.host", "").isEmpty();
  }

  /** Whose mails they are; empty when there are none. */
  String from() {
    String from = Binder.get(environment).bind(FROM, Bindable.of(String.class)).orElse("");
    return from.isEmpty() && isTrying() ? OF_THE_DEMO : from;
  }

  /** On servers inside the process, with the products of the demo. */
  private boolean isTrying() {
    return environment.getProperty("bakery.demo", boolean.class, false)
        && isUnset("RABBITMQ_ADDRESSES")
        && isUnset("MONGODB_URI")
        && !hasMailServer();
  }

  private boolean isUnset(String server) {
    return environment.getProperty(server, "").isEmpty();
  }
}
