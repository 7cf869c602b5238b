package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** What the application answered. */
@SuppressWarnings("ArrayRecordComponent") // answers are not compared
record Answer(int status, HttpHeaders headers, byte[] body) {

  String text() {
    return new String(body, UTF_8);
  }

  /** The value of a header, null when it is absent. */
  String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  Map<String, Object> object() {
    return JsonText.object(text());
  }

  List<Map<String, Object>> array() {
    return JsonText.array(text());
  }

  /** The id of the order, from the header {@code Location}. */
  String orderId() {
    return header("Location").substring("/order/".length());
  }

  /** The id of the command, from the header {@code Link}. */
  String commandId() {
    return header("Link").replaceAll("</command/(.*)>; rel=\"monitor\"", "$1");
  }
}
