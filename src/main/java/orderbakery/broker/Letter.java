package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A message as it lies in a queue of dead letters, or in {@code unroutable}. */
public final class Letter {
  private static final int ID_BYTES = 10;
  private static final int PERSISTENT = 2;

  private final String queue;
  private final Envelope envelope;
  private final BasicProperties properties;
  private final byte[] body;
  private final Map<String, Object> headers;
  private final String id;

  Letter(String queue, GetResponse response) {
    this.queue = queue;
    this.envelope = response.getEnvelope();
    this.properties = response.getProps();
    this.body = response.getBody();
    this.headers = properties.getHeaders() == null ? Map.of() : properties.getHeaders();
    this.id = digest();
  }

  /**
   * Names it as long as it lies there: a digest of its bytes, its message id, and where and when it
   * came from. Letters that are equal in all of these have one id.
   */
  public String id() {
    return id;
  }

  public String queue() {
    return queue;
  }

  /** The command id, null when whoever sent it gave none. */
  public String messageId() {
    return properties.getMessageId();
  }

  /** Why it was parked; null for one that no queue wanted. */
  public String reason() {
    return header(DeadLetter.REASON);
  }

  /** The class of the exception that parked it, or null. */
  public String exception() {
    return header(DeadLetter.EXCEPTION);
  }

  /** The stack of that exception, or null. */
  public String stack() {
    return header(DeadLetter.STACK);
  }

  /** The route that parked it, or null. */
  public String route() {
    return header(DeadLetter.ROUTE);
  }

  /** When it was parked, RFC 3339, or null. */
  public String time() {
    return header(DeadLetter.TIME);
  }

  /** The room to which it was published first. */
  public String room() {
    return isParked() ? header(DeadLetter.ROOM) : envelope.getExchange();
  }

  /** The routing key with which it was published first. */
  public String routingKey() {
    return isParked() ? header(DeadLetter.ROUTING_KEY) : envelope.getRoutingKey();
  }

  /** The bytes as they came. */
  public byte[] body() {
    return body.clone();
  }

  /** The length of the bytes. */
  public int size() {
    return body.length;
  }

  /** Its headers as texts, in the order of their names. */
  public Map<String, String> headers() {
    Map<String, String> texts = new TreeMap<>();
    headers.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  long tag() {
    return envelope.getDeliveryTag();
  }

  /** The message as it was before it became a letter. */
  Publication original() {
    Map<String, Object> original = new TreeMap<>(headers);
    original
        .keySet()
        .removeIf(name -> isOfTheBroker(name) || (isParked() && DeadLetter.isOurs(name)));
    BasicProperties sent =
        properties
            .builder()
            .headers(original)
            .deliveryMode(PERSISTENT)
            .expiration(null)
            .userId(null)
            .build();
    return Publication.of(routingKey(), sent, body);
  }

  /**
   * Whether it came by the room of letters, where its headers tell its origin. One that the
   * alternate exchange brought still has the room and key that it was published with.
   */
  private boolean isParked() {
    String room = envelope.getExchange();
    return (room.equals(Rooms.DEAD_LETTERS) && !queue.equals(Rooms.UNROUTABLE))
        || room.equals(Rooms.UNROUTABLE);
  }

  /** Counters that a quorum queue adds when it delivers. */
  private static boolean isOfTheBroker(String header) {
    return header.equals("x-delivery-count") || header.equals("x-acquired-count");
  }

  private String header(String name) {
    Object value = headers.get(name);
    return value == null ? null : value.toString();
  }

  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {messageId(), room(), routingKey(), time()}) {
        digest.update((Objects.toString(part) + "\n").getBytes(UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(body), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
