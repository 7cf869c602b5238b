package orderbakery.webhook;

import java.io.IOException;
import orderbakery.notice.Notice;
import orderbakery.notice.PublicFacts;
import orderbakery.notice.Untellable;

/** Writes what is sent to one receiver. */
public record WebhookRequests(Webhook webhook, PublicFacts facts) {

  /**
   * What is sent of a notice.
   *
   * @throws Untellable when the bytes are no fact any more
   */
  public WebhookRequest write(Notice notice) throws Untellable {
    try {
      return webhook.write(notice, facts);
    } catch (IOException | RuntimeException e) {
      throw new Untellable("no message can be made of " + notice.id() + ": " + e.getMessage(), e);
    }
  }
}
