package orderbakery.processes;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;

/** Whoever orders: requests to one port of a process. */
final class BakeryClient {
  /** Stands for the status of a process that gives none. */
  static final int NO_ANSWER = 0;

  private static final HttpClient FEEDS = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final Http http;

  private BakeryClient(int port, Http http) {
    this.port = port;
    this.http = http;
  }

  /** Every answer must be as openapi.yaml says. */
  static BakeryClient toTheApi(int port) {
    return new BakeryClient(port, Http.toTheApi(port));
  }

  static BakeryClient toTheManagement(int port) {
    return new BakeryClient(port, new Http(port));
  }

  /** Places an order of some beans. */
  Answer place() throws IOException, InterruptedException {
    return send("POST", "/order", "application/json", orderOf("Beans"));
  }

  /** Places an order under an Idempotency-Key; more headers are names and values in turn. */
  Answer placeOnce(String key, String product, String... headers)
      throws IOException, InterruptedException {
    return send("POST", "/order", "application/json", orderOf(product), with(key, headers));
  }

  /** Places an order of some beans and waits until it is baked. */
  Answer placeAndWait() throws IOException, InterruptedException {
    return send("POST", "/order", "application/json", orderOf("Beans"), "Prefer", "wait=30");
  }

  /** Places an order of a product of the catalogue. */
  Answer placeOf(String productId, String... headers) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(anOrder().product(Map.of("product", productId)).body());
    return send("POST", "/order", "application/json", body, headers);
  }

  /** Puts a product into the catalogue and waits until it is baked. */
  String createProduct(String name) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("name", name, "price", "12.50"));
    Answer created = send("POST", "/product", "application/json", body, "Prefer", "wait=30");
    assertThat(created.status()).isEqualTo(201);
    return created.idOf("product");
  }

  Answer rename(String productId, String name) throws IOException, InterruptedException {
    String patch = JSON.writeValueAsString(Map.of("name", name));
    return send("PATCH", "/product/" + productId, "application/merge-patch+json", patch);
  }

  Answer replace(String orderId, String product) throws IOException, InterruptedException {
    return send("PUT", "/order/" + orderId, "application/json", orderOf(product));
  }

  Answer note(String orderId, String note, String... headers)
      throws IOException, InterruptedException {
    String patch = JSON.writeValueAsString(Map.of("note", note));
    return send("PATCH", "/order/" + orderId, "application/merge-patch+json", patch, headers);
  }

  Answer cancel(String orderId) throws IOException, InterruptedException {
    return send("POST", "/order/" + orderId + "/cancel", "application/json", "");
  }

  /** Cancels an order under an Idempotency-Key; more headers are names and values in turn. */
  Answer cancelOnce(String key, String orderId, String... headers)
      throws IOException, InterruptedException {
    String path = "/order/" + orderId + "/cancel";
    return send("POST", path, "application/json", "", with(key, headers));
  }

  Answer delete(String orderId) throws IOException, InterruptedException {
    return send("DELETE", "/order/" + orderId, "application/json", "");
  }

  Answer order(String orderId) throws IOException, InterruptedException {
    return get("/order/" + orderId);
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, "application/json", "");
  }

  /** The version of an order as it is presented, 0 while there is none. */
  long versionOf(String orderId) throws IOException, InterruptedException {
    Answer answer = order(orderId);
    return answer.status() == 200 ? answer.json().get("version").asLong() : 0;
  }

  /** I1: every order gets at least this version. */
  void awaitVersions(Map<String, Long> wanted) {
    Map<String, Long> missing = new HashMap<>(wanted);
    await("orders in the versions that were accepted")
        .atMost(Patience.REACTION)
        .untilAsserted(
            () -> {
              for (String orderId : wanted.keySet()) {
                if (missing.containsKey(orderId) && versionOf(orderId) >= wanted.get(orderId)) {
                  missing.remove(orderId);
                }
              }
              assertThat(missing).isEmpty();
            });
  }

  /** The status that a GET is answered with, {@link #NO_ANSWER} from a process that is not up. */
  int statusOf(String path) {
    try {
      return get(path).status();
    } catch (IOException e) {
      return NO_ANSWER;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NO_ANSWER;
    }
  }

  /** Opens a websocket that keeps what it hears. */
  Listener listen() {
    return Listener.at(FEEDS, feed());
  }

  /** The address of the websocket. */
  URI feed() {
    return URI.create("ws://127.0.0.1:" + port + "/order-events");
  }

  private static String[] with(String key, String... headers) {
    return Stream.concat(Stream.of("Idempotency-Key", key), Stream.of(headers))
        .toArray(String[]::new);
  }

  private static String orderOf(String product) throws IOException {
    return JSON.writeValueAsString(anOrder().of(2, product).body());
  }

  Answer send(String method, String path, String type, String body, String... headers)
      throws IOException, InterruptedException {
    String[] all =
        Stream.concat(Stream.of("Content-Type", type), Stream.of(headers)).toArray(String[]::new);
    return http.exchange(Patience.REACTION, method, path, BodyPublishers.ofString(body), all);
  }
}
