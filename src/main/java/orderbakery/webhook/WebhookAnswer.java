package orderbakery.webhook;

import orderbakery.notice.Refusal;

/** What it means that a receiver has not taken a message. */
public final class WebhookAnswer {
  private static final int GONE = 410;

  private WebhookAnswer() {}

  /** It has answered, but not with 2xx; a redirect is not followed, and no answer of ours. */
  public static Refusal judge(int status) {
    return status == GONE
        ? Refusal.never("answered 410: it wants no more")
        : Refusal.later("answered " + status);
  }

  /** It has not answered. */
  public static Refusal judge(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return Refusal.later(innermost.getClass().getSimpleName() + ": " + innermost.getMessage());
  }
}
