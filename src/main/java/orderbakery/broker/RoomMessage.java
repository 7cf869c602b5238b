package orderbakery.broker;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A message for a room: a CloudEvent in structured mode.
 *
 * @param id the command id, the same on every repetition
 * @param type the event type, for instance {@code order.created}
 * @param body the CloudEvent, JSON in UTF-8
 */
// equality is of no use here, and a wrapper would copy every body
@SuppressWarnings("ArrayRecordComponent")
public record RoomMessage(
    String routingKey, String id, String type, byte[] body, Map<String, Object> headers) {

  public RoomMessage {
    requireNonNull(routingKey, "routingKey");
    requireNonNull(id, "id");
    requireNonNull(type, "type");
    requireNonNull(body, "body");
    headers = Map.copyOf(headers);
  }
}
