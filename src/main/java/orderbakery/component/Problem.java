package orderbakery.component;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem as RFC 9457 has it, as a value.
 *
 * @param type the last segment of the type URI: {@code invalid-order}
 * @param status the HTTP status that goes with it
 * @param errors all that is wrong in a document, empty when the problem is of another kind
 * @param extensions members of this type alone, such as {@code currentVersion}; JSON-safe
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    List<FieldError> errors,
    Map<String, Object> extensions) {
  private static final String TYPES = "/problems/";

  public Problem {
    errors = List.copyOf(errors);
    extensions = Map.copyOf(extensions);
  }

  public Problem(String type, String title, int status, String detail) {
    this(type, title, status, detail, List.of(), Map.of());
  }

  public Problem(String type, String title, int status, String detail, List<FieldError> errors) {
    this(type, title, status, detail, errors, Map.of());
  }

  /**
   * The inverse of {@link #toDocument}.
   *
   * @throws ClassCastException when the document is no problem of ours
   */
  public static Problem fromDocument(Map<String, Object> document) {
    Map<String, Object> extensions = new HashMap<>(document);
    String type = ((String) extensions.remove("type")).substring(TYPES.length());
    String title = (String) extensions.remove("title");
    int status = ((Number) extensions.remove("status")).intValue();
    String detail = (String) extensions.remove("detail");
    return new Problem(
        type, title, status, detail, errorsOf(extensions.remove("errors")), extensions);
  }

  private static List<FieldError> errorsOf(Object errors) {
    return errors == null
        ? List.of()
        : ((List<?>) errors)
            .stream().map(error -> FieldError.fromDocument((Map<?, ?>) error)).toList();
  }

  /**
   * Seconds after which a repeat makes sense, for the header {@code Retry-After}; null when it
   * makes none.
   */
  public Integer retryAfter() {
    return status == 429 || status == 503 || type.equals("unknown-command") ? 1 : null;
  }

  /** The members of RFC 9457, in the order of contract.md section 1, as a JSON-safe document. */
  public Map<String, Object> toDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", TYPES + type);
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    document.putAll(extensions);
    if (!errors.isEmpty()) {
      document.put("errors", errors.stream().map(FieldError::toDocument).toList());
    }
    return document;
  }
}
