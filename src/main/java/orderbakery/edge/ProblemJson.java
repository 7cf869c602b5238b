package orderbakery.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.component.Problem;

/** A problem of one request as JSON. */
final class ProblemJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ProblemJson() {}

  /**
   * The members of RFC 9457, the instance behind the detail.
   *
   * @param instance URI of this occurrence
   */
  static String of(Problem problem, String instance) {
    Map<String, Object> document = new LinkedHashMap<>();
    problem
        .toDocument()
        .forEach(
            (key, value) -> {
              document.put(key, value);
              if (key.equals("detail")) {
                document.put("instance", instance);
              }
            });
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
