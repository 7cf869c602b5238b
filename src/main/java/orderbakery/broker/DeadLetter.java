package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
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

  /** The names of the message's own headers, where these were too large to be kept. */
  public static final String LEFT_OUT = "dead-letter-headers-left-out";

  private static final String PREFIX = "dead-letter-";
  private static final int MOST_STACK = 4096;
  private static final int MOST_REASON = 1024;
  private static final int MOST_NAMES = 1024;
  private static final int PERSISTENT = 2;

  /**
   * Of all properties. They go in one frame of the protocol, of 128 KiB at most on RabbitMQ and 64
   * on the embedded broker: what does not fit is never sent.
   */
  private static final int MOST_BYTES = 32 * 1024;

  private DeadLetter() {}

  /** Whether a header is one of those that were added. */
  static boolean isOurs(String header) {
    return header.startsWith(PREFIX);
  }

  static Publication of(Unreadable unreadable, String route, Instant now) {
    MessageProperties original = unreadable.message().getMessageProperties();
    Map<String, Object> ours = explanation(unreadable.cause());
    ours.put(ROUTE, route);
    ours.put(ROOM, original.getReceivedExchange());
    ours.put(ROUTING_KEY, original.getReceivedRoutingKey());
    ours.put(TIME, now.toString());
    return Publication.of(
        original.getConsumerQueue(), properties(original, ours), unreadable.message().getBody());
  }

  private static BasicProperties properties(MessageProperties original, Map<String, Object> ours) {
    Map<String, Object> own = headers(original);
    BasicProperties whole = withHeaders(original, own, ours);
    if (sizeOf(whole) <= MOST_BYTES) {
      return whole;
    }
    String names = cut(String.join(", ", new TreeSet<>(own.keySet())), MOST_NAMES);
    return withHeaders(original, Map.of(LEFT_OUT, names), ours);
  }

  private static int sizeOf(BasicProperties properties) {
    try {
      return properties.toFrame(0, 0).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without those that would send copies to other keys. */
  private static Map<String, Object> headers(MessageProperties original) {
    Map<String, Object> headers = new HashMap<>(original.getHeaders());
    headers.remove("CC");
    headers.remove("BCC");
    return headers;
  }

  private static Map<String, Object> explanation(Exception cause) {
    Map<String, Object> explanation = new HashMap<>();
    explanation.put(REASON, cut(String.valueOf(cause.getMessage()), MOST_REASON));
    explanation.put(EXCEPTION, cause.getClass().getName());
    explanation.put(STACK, cut(stack(cause), MOST_STACK));
    return explanation;
  }

  /**
   * All that the message had, except what would let it expire, or have the broker refuse it in the
   * name of another user.
   */
  private static BasicProperties withHeaders(
      MessageProperties original, Map<String, Object> own, Map<String, Object> ours) {
    Map<String, Object> headers = new HashMap<>(own);
    headers.putAll(ours);
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
