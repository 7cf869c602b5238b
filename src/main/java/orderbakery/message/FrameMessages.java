package orderbakery.message;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Fact;
import orderbakery.log.Partitions;
import orderbakery.log.Position;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/**
 * Frames as messages of a socket room. The body is the finished frame; what order-events must know
 * to pass it on stands in the message headers, so that nobody parses the frame again.
 */
public final class FrameMessages {
  private static final String POSITION = "position";
  private static final String VERSION = "entityversion";
  private static final String SUBJECT = "subject";
  private static final String OWNER = "owner";

  /**
   * What a frame tells of itself without being parsed.
   *
   * @param subject the entity that it tells of
   * @param position of the event that it tells of
   * @param version that it shows
   * @param owner who may hear of it beside those who may read everything; null for nobody
   */
  public record Head(String type, String subject, Position position, long version, String owner) {}

  /**
   * The frame of a fact.
   *
   * @param data what the client sees: the public document, or the problem
   */
  public RoomMessage write(Fact fact, Map<String, Object> data) {
    return new RoomMessage(
        fact.type(), fact.id(), fact.type(), frameOf(fact, data), headersOf(fact));
  }

  private static Map<String, Object> headersOf(Fact fact) {
    Map<String, Object> headers = new HashMap<>();
    headers.put(POSITION, fact.position().toString());
    headers.put(VERSION, fact.version());
    headers.put(SUBJECT, fact.entityId());
    if (fact.owner() != null) {
      headers.put(OWNER, fact.owner());
    }
    return headers;
  }

  /** The frame of a fact whose data is what the client sees, the same bytes as when it was live. */
  public byte[] frameOf(Fact fact) {
    return frameOf(fact, fact.data());
  }

  private static byte[] frameOf(Fact fact, Map<String, Object> data) {
    Long version = fact.version() == 0 ? null : fact.version();
    return CloudEventJson.write(CloudEvent.of(fact, version, data));
  }

  /**
   * Reads a frame.
   *
   * @throws IOException when the bytes are no frame
   */
  public Fact read(byte[] bytes) throws IOException {
    CloudEvent event = CloudEventJson.read(bytes);
    if (event.position() == null || event.time() == null) {
      throw new IOException("Frame " + event.id() + " lacks time or position");
    }
    return event.fact();
  }

  /**
   * Reads what a frame tells of itself without being parsed.
   *
   * @param partitions of the log
   * @throws IllegalArgumentException when the message is no frame, whatever is wrong with it
   */
  public Head head(Message message, Partitions partitions) {
    byte[] body = message.getBody();
    if (body.length < 2 || body[0] != '{' || body[body.length - 1] != '}') {
      throw new IllegalArgumentException("Its body is no object");
    }
    MessageProperties properties = message.getMessageProperties();
    Position position = Position.parse(required(POSITION, text(properties, POSITION)));
    if (position.partition() >= partitions.count()) {
      throw new IllegalArgumentException("There is no partition " + position.partition());
    }
    return new Head(
        required("type", properties.getType()),
        required(SUBJECT, text(properties, SUBJECT)),
        position,
        versionOf(properties),
        ownerOf(properties));
  }

  /** Who may hear of it beside those who may read everything; null for nobody. */
  public String ownerOf(MessageProperties properties) {
    return text(properties, OWNER);
  }

  private static long versionOf(MessageProperties properties) {
    Object version = properties.getHeader(VERSION);
    if (version instanceof Number number && number.longValue() >= 0) {
      return number.longValue();
    }
    throw new IllegalArgumentException("Its version is " + version);
  }

  /** A long text is not a string yet. */
  private static String text(MessageProperties properties, String name) {
    Object value = properties.getHeader(name);
    return value == null ? null : value.toString();
  }

  private static String required(String name, String value) {
    if (value == null) {
      throw new IllegalArgumentException("It has no " + name);
    }
    return value;
  }
}
