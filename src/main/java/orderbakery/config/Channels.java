package orderbakery.config;

import static java.util.stream.Collectors.toSet;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orderbakery.mail.MailChannel;
import orderbakery.notice.Channel;
import orderbakery.webhook.Webhook;
import orderbakery.webhook.WebhookSecret;

/**
 * By which ways this process tells others of changes; none where it has not the role, or nobody is
 * to be told anything.
 *
 * @param mails none, or one
 */
record Channels(List<MailChannel> mails, List<Webhook> webhooks) {

  static Channels of(BakerySettings settings, boolean mails, boolean webhooks, Clock clock) {
    MailSettings mail = settings.mail();
    return new Channels(
        mails ? List.of(new MailChannel(mail.types(), mail.newest(), clock)) : List.of(),
        settings.webhooks().stream()
            .filter(it -> webhooks)
            .map(
                it ->
                    new Webhook(
                        URI.create(it.url()), WebhookSecret.parse(it.secret()), it.types(), clock))
            .toList());
  }

  List<Channel> all() {
    List<Channel> all = new ArrayList<>(mails);
    all.addAll(webhooks);
    return all;
  }

  /** The changes that any of them tells of. */
  Set<String> types() {
    return all().stream().flatMap(it -> it.types().stream()).collect(toSet());
  }
}
