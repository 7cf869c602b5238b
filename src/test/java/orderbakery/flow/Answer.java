package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
    return idOf("order");
  }

  /** The id of an entity of a component, from the header {@code Location}. */
  String idOf(String component) {
    return header("Location").substring(("/" + component + "/").length());
  }

  /** The id of the command, from the header {@code Link}. */
  String commandId() {
    return header("Link").replaceAll("</command/(.*)>; rel=\"monitor\"", "$1");
  }

  /** The next page, from the header {@code Link}; null on the last one. */
  String next() {
    String link = header("Link");
    return link == null ? null : link.replaceAll("<(.*)>; rel=\"next\"", "$1");
  }

  /** The problem with this status and type, as contract.md section 1 has it. */
  Map<String, Object> assertProblem(int expectedStatus, String type) {
    assertThat(status).as(text()).isEqualTo(expectedStatus);
    assertThat(header("Content-Type")).startsWith("application/problem+json");
    assertThat(object())
        .containsEntry("type", "/problems/" + type)
        .containsEntry("status", expectedStatus)
        .containsKeys("title", "detail");
    assertThat((String) object().get("instance"))
        .matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    return object();
  }
}
