package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;

/** The headers of a dead letter, and how one is made. */
public final class DeadLetter {
  /** What was wrong, for an operator. */
  public static final String REASON = "dead-letter-reason";

  /** The class of the exception. */
  public static final String EXCEPTION = "dead-letter-exception";

  /** Its stack, the first 4096 characters. */
  public static final String STACK = "dead-letter-stack";

  /** The id of the route that parked the message. */
  public static final String ROUTE = "dead-letter-route";

  /** The room that the message was published to. */
  public static final String ROOM = "dead-letter-original-room";

  /** The routing key that the message was published with. */
  public static final String ROUTING_KEY = "dead-letter-original-routing-key";

  /** When it was parked, RFC 3339. */
  public static final String TIME = "dead-letter-time";

  private static final String PREFIX = "dead-letter-";
  private static final int MOST_STACK = 4096;
  private static final int MOST_REASON = 1024;
  private static final int PERSISTENT = 2;

  private DeadLetter() {}

  /** Whether a header is one of those that were added. */
  static boolean isOurs(String header) {
    return header.startsWith(PREFIX);
  }

  static Publication of(Unreadable unreadable, String route, Instant now) {
    MessageProperties original = unreadable.message().getMessageProperties();
    Map<String, Object> headers = headers(original);
    headers.putAll(explanation(unreadable.cause()));
    headers.put(ROUTE, route);
    headers.put(ROOM, original.getReceivedExchange());
    headers.put(ROUTING_KEY, original.getReceivedRoutingKey());
    headers.put(TIME, now.toString());
    return Publication.of(
        original.getConsumerQueue(), properties(original, headers), unreadable.message().getBody());
  }

  /** Without those that would send copies to other keys. */
  private static Map<String, Object> headers(MessageProperties original) {
    Map<String, Object> headers = new HashMap<>(original.getHeaders());
    headers.remove("CC");
    headers.remove("BCC");
    return headers;
  }

  private static Map<String, Object> explanation(Exception cause) {
    return Map.of(
        REASON, cut(String.valueOf(cause.getMessage()), MOST_REASON),
        EXCEPTION, cause.getClass().getName(),
        STACK, cut(stack(cause), MOST_STACK));
  }

  /**
   * All that the message had, except what would let it expire, or have the broker refuse it in the
   * name of another user.
   */
  private static BasicProperties properties(
      MessageProperties original, Map<String, Object> headers) {
    return new DefaultMessagePropertiesConverter()
        .fromMessageProperties(original, UTF_8.name())
        .builder()
        .headers(headers)
        .deliveryMode(PERSISTENT)
        .expiration(null)
        .userId(null)
        .build();
  }

  private static String stack(Exception cause) {
    StringWriter stack = new StringWriter();
    cause.printStackTrace(new PrintWriter(stack));
    return stack.toString();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
