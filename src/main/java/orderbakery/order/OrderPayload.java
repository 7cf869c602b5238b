package orderbakery.order;

import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.log.PlatformEvent;
import orderbakery.order.OrderCommand.Cancel;
import orderbakery.order.OrderCommand.Create;
import orderbakery.order.OrderCommand.Delete;
import orderbakery.order.OrderCommand.Patch;
import orderbakery.order.OrderCommand.Replace;

/**
 * How the log holds a command: {@code {"order": …}} is a whole order, {@code {"patch": …}} a part.
 */
final class OrderPayload {

  private static final String ORDER = "order";
  private static final String PATCH = "patch";

  private OrderPayload() {}

  static Map<String, Object> ofOrder(Map<String, Object> fields) {
    return Map.of(ORDER, fields);
  }

  static Map<String, Object> ofPatch(Map<String, Object> fields) {
    return Map.of(PATCH, fields);
  }

  /**
   * The command that an event holds, in whatever form it was written.
   *
   * @throws IllegalArgumentException when it holds none
   */
  static OrderCommand command(PlatformEvent event) {
    Map<String, Object> payload = OrderUpcasting.payload(event);
    return switch (event.operation()) {
      case "create" -> new Create(member(ORDER, payload, event), event.acceptedAt());
      case "update" ->
          payload.containsKey(PATCH)
              ? new Patch(member(PATCH, payload, event), event.acceptedAt())
              : new Replace(member(ORDER, payload, event), event.acceptedAt());
      case "cancel" -> new Cancel(payload, event.acceptedAt());
      case "delete" -> new Delete(event.acceptedAt());
      default -> throw unreadable(event, "is no operation of an order");
    };
  }

  private static Map<String, Object> member(
      String name, Map<String, Object> payload, PlatformEvent event) {
    if (!(payload.get(name) instanceof Map<?, ?> members)) {
      throw unreadable(event, "needs a payload with the object '" + name + "'");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    members.forEach((key, value) -> object.put((String) key, value));
    return object;
  }

  private static IllegalArgumentException unreadable(PlatformEvent event, String reason) {
    return new IllegalArgumentException(
        "Event %s of order %s: '%s' %s"
            .formatted(event.id(), event.entityId(), event.operation(), reason));
  }
}
