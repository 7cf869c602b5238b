package orderbakery.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The query string of a handshake. What is wrong with its filter does not touch its token.
 *
 * @param after the token to resume with, or null; empty if it cannot be decoded, which is no token
 * @param subjects as they were sent
 * @param types as they were sent
 */
record ConnectQuery(String after, List<String> subjects, List<String> types) {

  /**
   * Reads it; parameters that are not known are passed over.
   *
   * @param query as it was sent, or null
   */
  static ConnectQuery parse(String query) {
    String after = null;
    List<String> subjects = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      switch (name) {
        case "after" -> after = token(value);
        case "id" -> subjects.add(value);
        case "type" -> types.add(value);
        default -> {}
      }
    }
    return new ConnectQuery(after, subjects, types);
  }

  private static String token(String value) {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException noToken) {
      return "";
    }
  }

  /** What the client wants to hear of. */
  Interest interest(InterestReader reader) throws Misunderstood {
    return reader.read(decoded(subjects, "id"), decoded(types, "type"));
  }

  private static List<String> decoded(List<String> values, String name) throws Misunderstood {
    List<String> decoded = new ArrayList<>(values.size());
    for (String value : values) {
      try {
        decoded.add(URLDecoder.decode(value, UTF_8));
      } catch (IllegalArgumentException e) {
        throw new Misunderstood("The parameter " + name + " is not percent-encoded UTF-8");
      }
    }
    return decoded;
  }
}
