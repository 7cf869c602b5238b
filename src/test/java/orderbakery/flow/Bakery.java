package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
import orderbakery.fixtures.JsonText;

/** The bakery as a client knows it. */
final class Bakery {
  private static final String JSON = "application/json";

  private final Http http;

  Bakery(Http http) {
    this.http = http;
  }

  /** Headers are names and values in turn, here and below. */
  Answer place(Map<String, Object> order, String... headers) {
    return send("POST", "/order", JSON, order, headers);
  }

  /** Places an order that is accepted, and waits until it is baked. */
  String placed(Map<String, Object> order) {
    String id = accepted(place(order)).orderId();
    awaitOrder(id, 1);
    return id;
  }

  Answer put(String id, Map<String, Object> order, String... headers) {
    return send("PUT", "/order/" + id, JSON, order, headers);
  }

  Answer patch(String id, Map<String, Object> changes, String... headers) {
    return send("PATCH", "/order/" + id, "application/merge-patch+json", changes, headers);
  }

  Answer cancel(String id, String... headers) {
    return http.send("POST", "/order/" + id + "/cancel", headers);
  }

  Answer cancelBecause(String reason, String id) {
    return send("POST", "/order/" + id + "/cancel", JSON, Map.of("reason", reason));
  }

  Answer delete(String id, String... headers) {
    return http.send("DELETE", "/order/" + id, headers);
  }

  Answer get(String id, String... headers) {
    return http.send("GET", "/order/" + id, headers);
  }

  Answer receipt(String commandId, String... headers) {
    return http.send("GET", "/command/" + commandId, headers);
  }

  /** The receipt once it has this status. */
  Map<String, Object> awaitReceipt(String commandId, String status) {
    await()
        .atMost(FlowTest.PATIENCE)
        .untilAsserted(
            () -> assertThat(receipt(commandId).object()).containsEntry("status", status));
    return receipt(commandId).object();
  }

  /** Any request; headers are names and values in turn. */
  Answer send(String method, String path, String... headers) {
    return http.send(method, path, headers);
  }

  /** Any request with any text as its body, right or wrong. */
  Answer post(String body, String... headers) {
    return post(body.getBytes(UTF_8), headers);
  }

  /** Any bytes as an order, right or wrong. */
  Answer post(byte[] body, String... headers) {
    return headers.length > 0
        ? http.send("POST", "/order", body, headers)
        : http.send("POST", "/order", body, "Content-Type", JSON);
  }

  /** A listing, page by page, for as long as an answer links to a next one. */
  List<List<Map<String, Object>>> pages(String path) {
    List<List<Map<String, Object>>> pages = new ArrayList<>();
    for (String next = path; next != null; ) {
      Answer page = http.send("GET", next);
      pages.add(page.array());
      next = page.next();
    }
    return pages;
  }

  /** Any request with these bytes; headers are names and values in turn. */
  Answer send(String method, String path, byte[] body, String... headers) {
    return http.send(method, path, body, headers);
  }

  /** A client of the websocket of products, which has been greeted. */
  Listening listenToProducts() {
    return listen("productEvents", "/product-events");
  }

  /** A client of the websocket, which has been greeted. */
  Listening listen() {
    return listen("orderEvents", "/order-events");
  }

  /** A client of the websocket with this query string, which has been greeted. */
  Listening listen(String query) {
    return listen("orderEvents", "/order-events?" + query);
  }

  private Listening listen(String channel, String path) {
    return listen(channel, path, List.of());
  }

  /**
   * A client of the websocket that names these subprotocols, which has been greeted; headers are
   * names and values in turn.
   */
  Listening listenWith(List<String> subprotocols, String query, String... headers) {
    return listen("orderEvents", "/order-events?" + query, subprotocols, headers);
  }

  private Listening listen(
      String channel, String path, List<String> subprotocols, String... headers) {
    Listening listening = new Listening(channel);
    listening.opened(http.open(path, listening, subprotocols, headers));
    listening.awaitHello();
    return listening;
  }

  /** The order once it has this version. */
  Map<String, Object> awaitOrder(String id, int version) {
    await()
        .atMost(FlowTest.PATIENCE)
        .untilAsserted(
            () -> {
              Answer answer = get(id);
              assertThat(answer.status()).as(answer.text()).isEqualTo(200);
              assertThat(answer.object()).containsEntry("version", version);
            });
    return get(id).object();
  }

  /** Until the order is presented with this status. */
  void awaitStatus(String id, String status) {
    await()
        .atMost(FlowTest.PATIENCE)
        .untilAsserted(() -> assertThat(get(id).object()).containsEntry("status", status));
  }

  /** Until the order is deleted. */
  void awaitGone(String id) {
    await()
        .atMost(FlowTest.PATIENCE)
        .untilAsserted(() -> assertThat(get(id).status()).isEqualTo(410));
  }

  static Answer accepted(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer;
  }

  private Answer send(
      String method, String path, String type, Map<String, Object> body, String... headers) {
    Stream<String> all = Stream.concat(Stream.of("Content-Type", type), Stream.of(headers));
    return http.send(method, path, JsonText.of(body), all.toArray(String[]::new));
  }
}
