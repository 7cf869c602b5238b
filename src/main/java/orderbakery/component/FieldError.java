package orderbakery.component;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that is wrong in a document.
 *
 * @param pointer JSON pointer (RFC 6901) to the value; empty for the whole document
 */
public record FieldError(String pointer, String detail) {

  static FieldError fromDocument(Map<?, ?> document) {
    return new FieldError((String) document.get("pointer"), (String) document.get("detail"));
  }

  Map<String, Object> toDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pointer", pointer);
    document.put("detail", detail);
    return document;
  }
}
