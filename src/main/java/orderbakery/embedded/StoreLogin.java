package orderbakery.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.security.MessageDigest;

/**
 * Lets only those connections in that know the user and the password of this start. They come in
 * plain text (SASL PLAIN, RFC 4616), on loopback, as they do at the embedded broker.
 */
final class StoreLogin {
  private static final AttributeKey<Boolean> IN = AttributeKey.valueOf("order-bakery.in");

  private final byte[] expected;

  StoreLogin(Credentials user) {
    // who asks, for whom, and the password: the driver says both names
    expected = (user.user() + "\0" + user.user() + "\0" + user.password()).getBytes(UTF_8);
  }

  /** Answers {@code saslStart}: who says the right words is in, as long as the connection lasts. */
  Document enter(Channel channel, Document request) {
    boolean right =
        "PLAIN".equals(request.get("mechanism"))
            && request.get("payload") instanceof BinData said
            && MessageDigest.isEqual(expected, said.getData());
    if (!right) {
      return refusal(18, "AuthenticationFailed", "Authentication failed.");
    }
    channel.attr(IN).set(true);
    return new Document("conversationId", 1)
        .append("done", true)
        .append("payload", new BinData(new byte[0]))
        .append("ok", 1.0);
  }

  boolean isIn(Channel channel) {
    return Boolean.TRUE.equals(channel.attr(IN).get());
  }

  /** What a connection hears that is not in. */
  static Document refusal(String command) {
    return refusal(13, "Unauthorized", "Command " + command + " requires authentication");
  }

  /** An answer and no exception, which the library would write into the log with the request. */
  private static Document refusal(int code, String name, String text) {
    return new Document("ok", 0.0)
        .append("errmsg", text)
        .append("code", code)
        .append("codeName", name);
  }
}
