package orderbakery.webhook;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import orderbakery.component.Fact;
import orderbakery.log.Sha256;
import orderbakery.message.FrameMessages;
import orderbakery.notice.Channel;
import orderbakery.notice.Notice;
import orderbakery.notice.PublicFactReader;

/**
 * A receiver elsewhere that hears of changes: what is sent to it is the frame of the feed, signed.
 *
 * <p>Its name is made of its address, so that what it is owed stays its own however others come and
 * go.
 */
public final class Webhook implements Channel {
  private static final int NAME_LENGTH = 12;

  private final URI url;
  private final WebhookSecret secret;
  private final Set<String> types;
  private final Clock clock;
  private final FrameMessages frames = new FrameMessages();

  /**
   * @param types that it hears of
   */
  public Webhook(URI url, WebhookSecret secret, Set<String> types, Clock clock) {
    this.url = url;
    this.secret = secret;
    this.types = Set.copyOf(types);
    this.clock = clock;
  }

  /** Where it is. */
  public URI url() {
    return url;
  }

  @Override
  public String name() {
    return "webhook-" + Sha256.of(url.toString()).substring(0, NAME_LENGTH);
  }

  @Override
  public Set<String> types() {
    return types;
  }

  /** Its host: the path of a webhook may be a secret. */
  @Override
  public Optional<String> addressee(Fact shown) {
    return Optional.of(url.getHost());
  }

  @Override
  public boolean isTooOld(Fact fact) {
    return false;
  }

  /**
   * What is sent of a notice; its id is the same each time, its time is not.
   *
   * @throws IOException when the bytes are no fact any more
   */
  WebhookRequest write(Notice notice, PublicFactReader facts) throws IOException {
    byte[] body = frames.frameOf(facts.read(notice.fact()));
    long now = clock.instant().getEpochSecond();
    return new WebhookRequest(
        notice.commandId(), now, secret.sign(notice.commandId(), now, body), body);
  }
}
