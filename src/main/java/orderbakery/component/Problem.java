package orderbakery.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem as RFC 9457 has it, as a value.
 *
 * @param type the last segment of the type URI: {@code invalid-order}
 * @param status the HTTP status that goes with it
 * @param errors all that is wrong in a document, empty when the problem is of another kind
 */
public record Problem(
    String type, String title, int status, String detail, List<FieldError> errors) {
  private static final String TYPES = "/problems/";

  public Problem {
    errors = List.copyOf(errors);
  }

  public Problem(String type, String title, int status, String detail) {
    this(type, title, status, detail, List.of());
  }

  /**
   * Seconds after which a repeat makes sense, for the header {@code Retry-After}; null when it
   * makes none.
   */
  public Integer retryAfter() {
    return status == 429 || status == 503 ? 1 : null;
  }

  /** The members of RFC 9457, in the order of contract.md section 1, as a JSON-safe document. */
  public Map<String, Object> toDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", TYPES + type);
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    if (!errors.isEmpty()) {
      document.put("errors", errors.stream().map(FieldError::toDocument).toList());
    }
    return document;
  }
}
