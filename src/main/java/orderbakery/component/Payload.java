package orderbakery.component;

import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.log.PlatformEvent;

/**
 * How the log holds what a client wrote of an entity: {@code {"order": …}} is a whole one, {@code
 * {"patch": …}} a part.
 */
public final class Payload {

  private static final String PATCH = "patch";

  private Payload() {}

  /** A whole entity under the name of its component. */
  public static Map<String, Object> ofWhole(String component, Map<String, Object> fields) {
    return Map.of(component, fields);
  }

  /** A merge-patch, RFC 7396. */
  public static Map<String, Object> ofPatch(Map<String, Object> fields) {
    return Map.of(PATCH, fields);
  }

  /** Whether the payload is a merge-patch. */
  public static boolean isPatch(Map<String, Object> payload) {
    return payload.containsKey(PATCH);
  }

  /**
   * The fields of a whole entity.
   *
   * @throws IllegalArgumentException when the payload holds none
   */
  public static Map<String, Object> whole(
      String component, Map<String, Object> payload, PlatformEvent event) {
    return member(component, payload, event);
  }

  /**
   * The fields of a merge-patch.
   *
   * @throws IllegalArgumentException when the payload holds none
   */
  public static Map<String, Object> patch(Map<String, Object> payload, PlatformEvent event) {
    return member(PATCH, payload, event);
  }

  /** Says that a component does not have the operation of an event. */
  public static IllegalArgumentException unknownOperation(String component, PlatformEvent event) {
    return unreadable(event, "is no operation of the component " + component);
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
        "Event %s of entity %s: '%s' %s"
            .formatted(event.id(), event.entityId(), event.operation(), reason));
  }
}
