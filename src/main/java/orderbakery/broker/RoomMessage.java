package orderbakery.broker;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A message for a room: a CloudEvent in structured mode, or several of them.
 *
 * @param id the command id, the same on every repetition
 * @param type the event type, for instance {@code order.created}
 * @param body JSON in UTF-8: the CloudEvent, or a line for each
 */
// equality is of no use here, and a wrapper would copy every body
@SuppressWarnings("ArrayRecordComponent")
public record RoomMessage(
    String routingKey,
    String id,
    String type,
    String contentType,
    byte[] body,
    Map<String, Object> headers) {
  private static final String CLOUD_EVENT = "application/cloudevents+json";
  private static final String LINES = "application/x-ndjson";

  /** A CloudEvent. */
  public RoomMessage(
      String routingKey, String id, String type, byte[] body, Map<String, Object> headers) {
    this(routingKey, id, type, CLOUD_EVENT, body, headers);
  }

  /**
   * Several CloudEvents.
   *
   * @param lines one in each
   */
  public static RoomMessage ofLines(String routingKey, String id, String type, byte[] lines) {
    return new RoomMessage(routingKey, id, type, LINES, lines, Map.of());
  }

  public RoomMessage {
    requireNonNull(routingKey, "routingKey");
    requireNonNull(id, "id");
    requireNonNull(type, "type");
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }
}
