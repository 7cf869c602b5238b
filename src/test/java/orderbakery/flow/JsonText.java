package orderbakery.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** JSON as maps and lists. */
final class JsonText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonText() {}

  static Map<String, Object> object(String text) {
    return read(text, new TypeReference<>() {});
  }

  /** A member that is an object. */
  static Map<String, Object> object(Map<String, Object> of, String member) {
    return JSON.convertValue(of.get(member), new TypeReference<>() {});
  }

  static List<Map<String, Object>> array(String text) {
    return read(text, new TypeReference<>() {});
  }

  /** A member that is an array of objects. */
  static List<Map<String, Object>> array(Map<String, Object> of, String member) {
    return JSON.convertValue(of.get(member), new TypeReference<>() {});
  }

  static byte[] of(Map<String, ?> object) {
    try {
      return JSON.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("This is no such JSON: " + text, e);
    }
  }
}
