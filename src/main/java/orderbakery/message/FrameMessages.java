package orderbakery.message;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Fact;
import orderbakery.log.Position;
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
    return CloudEventJson.read(bytes).fact();
  }

  /** The position of the event that a frame tells of. */
  public Position positionOf(MessageProperties properties) {
    return Position.parse(properties.getHeader(POSITION));
  }

  /** The entity that a frame tells of. */
  public String subjectOf(MessageProperties properties) {
    return properties.getHeader(SUBJECT);
  }

  /** Who may hear of it beside those who may read everything; null for nobody. */
  public String ownerOf(MessageProperties properties) {
    return properties.getHeader(OWNER);
  }

  /** The version that a frame shows. */
  public long versionOf(MessageProperties properties) {
    return ((Number) properties.getHeader(VERSION)).longValue();
  }
}
