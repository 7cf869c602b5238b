package orderbakery.component;

import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON object in the making. Its fields keep their order, and what is absent leaves no field. */
public final class JsonObject {

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** Adds a field, or nothing when the value is null. */
  public JsonObject with(String name, Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  /** The object as a document. */
  public Map<String, Object> toMap() {
    return fields;
  }
}
