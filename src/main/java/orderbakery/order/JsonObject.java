package orderbakery.order;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object in the making. Its fields keep their order, and what is absent leaves no field. */
final class JsonObject {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** Adds a field, or nothing when the value is null. */
  JsonObject with(String name, Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  Map<String, Object> toMap() {
    return fields;
  }
}
