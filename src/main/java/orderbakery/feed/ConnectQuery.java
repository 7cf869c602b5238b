package orderbakery.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The query string of a handshake, decoded.
 *
 * @param after the token to resume with, or null
 */
record ConnectQuery(String after, List<String> subjects, List<String> types) {
  static final ConnectQuery NONE = new ConnectQuery(null, List.of(), List.of());

  /**
   * Reads it; parameters that are not known are passed over.
   *
   * @param query as it was sent, or null
   */
  static ConnectQuery parse(String query) throws Misunderstood {
    String after = null;
    List<String> subjects = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), name);
      if (name.equals("after")) {
        after = value;
      } else if (name.equals("id")) {
        subjects.add(value);
      } else if (name.equals("type")) {
        types.add(value);
      }
    }
    return new ConnectQuery(after, subjects, types);
  }

  private static String decoded(String value, String name) throws Misunderstood {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Misunderstood("The parameter " + name + " is not encoded as a URL asks");
    }
  }
}
