package orderbakery.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a request's query. They never stand among its headers, so none can act as one.
 */
public final class Query {
  private final Map<String, List<String>> values = new HashMap<>();

  private Query() {}

  /**
   * The parameters of a query string.
   *
   * @param query as it was sent, well formed; null for none
   */
  public static Query of(String query) {
    Query read = new Query();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        String[] parts = parameter.split("=", 2);
        read.values
            .computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
            .add(parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return read;
  }

  /**
   * The value of a parameter; null when there is none.
   *
   * @throws RefusedRequest 400 when it is given more than once
   */
  public String one(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw new RefusedRequest(
          Problems.malformed("The query parameter " + name + " is given more than once."));
    }
    return given.isEmpty() ? null : given.get(0);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }
}
