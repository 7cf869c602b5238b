package orderbakery.webhook;

import java.io.IOException;
import orderbakery.notice.Notice;
import orderbakery.notice.PublicFactReader;
import orderbakery.notice.Untellable;

/** Writes what is sent to one receiver. */
public record WebhookWriter(Webhook webhook, PublicFactReader facts) {

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
