import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What the arguments say.
 *
 * @param url of Order Bakery
 * @param filter query parameters
 * @param after token to begin after, null for none
 * @param bearer token to authenticate with, null for none
 * @param bold whether the output is a terminal
 */
record Settings(String url, List<String> filter, String after, String bearer, boolean bold) {
  static final String USAGE =
      """
      scripts/watch-orders [--url URL] [--order ID]... [--type TYPE]... [--after TOKEN]
        --url    where Order Bakery listens; default $ORDER_BAKERY_URL or http://127.0.0.1:8080
        --order  only this order; may be repeated
        --type   only these: created, updated, cancelled, deleted, rejected; may be repeated
        --after  begins with what has changed since; the newest token is told at the end
      A bearer token is taken from $ORDER_BAKERY_TOKEN.
      Ends when it is interrupted, or with 1 when the server allows no connection any more.\
      """;

  static Settings from(List<String> arguments, Map<String, String> environment) {
    String url = environment.getOrDefault("ORDER_BAKERY_URL", "http://127.0.0.1:8080");
    var filter = new ArrayList<String>();
    String after = null;
    boolean bold = false;
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--terminal" -> bold = true;
        case "--url" -> url = value(option, rest);
        case "--order" -> filter.add("id=" + encoded(value(option, rest)));
        case "--type" -> filter.add("type=order." + encoded(value(option, rest)));
        case "--after" -> after = value(option, rest);
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    return new Settings(url, List.copyOf(filter), after, environment.get("ORDER_BAKERY_TOKEN"), bold);
  }

  /** The address of the feed, after a token unless that is null. */
  URI feed(String token) {
    var query = new ArrayList<>(filter);
    if (token != null) {
      query.add("after=" + encoded(token));
    }
    return URI.create(
        url.replaceFirst("^http", "ws") + "/order-events?" + String.join("&", query));
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("no value for " + option);
    }
    return rest.next();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
