package orderbakery.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are answered with a problem: contract.md section 1. */
class RefusedRequestsIT extends FlowTest {
  private static final String JSON = "application/json";
  private static final String BEANS = "\"products\":[{\"name\":\"Beans\",\"price\":\"1.00\"}]";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{" + BEANS + "} {}",
        "{" + BEANS + ",\"note\":\"a\",\"note\":\"b\"}",
        "{\"products\":[{\"name\":\"Beans\",\"price\":NaN}]}",
        "{" + BEANS + ",\"note\":\"\\ud800\"}",
        "{\"note\":[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]}"
      })
  void refusesWhatIsNoJsonThatItReads(String body) {
    assertProblem(bakery.post(body), 400, "malformed-request");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin = ("{" + BEANS + ",\"note\":\"caf\u00e9\"}").getBytes(ISO_8859_1);

    assertProblem(bakery.post(latin), 400, "malformed-request");
  }

  @Test
  void refusesABodyAboveItsLimit() {
    String body = "{" + BEANS + ",\"note\":\"" + "x".repeat(64 * 1024) + "\"}";

    assertProblem(bakery.post(body), 413, "too-large");
  }

  @Test
  void refusesAnotherMediaType() {
    assertProblem(
        bakery.post("{" + BEANS + "}", "Content-Type", "text/plain"),
        415,
        "unsupported-media-type");
  }

  @Test
  void refusesAnInvalidOrderWithAllItsErrorsAtOnce() {
    Answer answer =
        bakery.post(
            """
            {"id": "mine", "number": -1, "currency": "EURO", "colour": "red",
             "products": [{"name": "", "price": "-1", "quantity": 0}]}
            """);

    Map<String, Object> problem = assertProblem(answer, 422, "invalid-order");
    assertThat(problem.get("errors"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .extracting(error -> error.get("pointer"))
        .containsExactlyInAnyOrder(
            "/id",
            "/number",
            "/currency",
            "/colour",
            "/products/0/name",
            "/products/0/price",
            "/products/0/quantity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "null", "\"order\""})
  void refusesAnOrderThatIsNoObject(String body) {
    assertProblem(bakery.post(body), 422, "invalid-order");
  }

  @Test
  void knowsNoOrderThatWasNeverPlaced() {
    assertProblem(bakery.get(UUID.randomUUID().toString()), 404, "unknown-order");
    assertProblem(bakery.get("7"), 404, "unknown-order");
  }

  @Test
  void knowsNoOtherPath() {
    assertProblem(bakery.send("GET", "/orders"), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /order, 'GET, POST'",
    "POST, /order/7, 'DELETE, GET, PATCH, PUT'",
    "GET, /order/7/cancel, POST"
  })
  void namesTheMethodsThatAreAllowed(String method, String path, String allowed) {
    Answer answer = bakery.send(method, path);

    assertProblem(answer, 405, "method-not-allowed");
    List<String> methods = List.of(answer.header("Allow").split(",\\s*", -1));
    assertThat(methods).contains(allowed.split(", ", -1)).doesNotContain(method);
  }

  @Test
  void tellsThatADeletedOrderIsGone() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    bakery.delete(id);
    bakery.awaitGone(id);

    assertProblem(bakery.get(id), 410, "order-deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "status=BAKED", "after=%21"})
  void namesTheParameterThatIsWrong(String query) {
    Map<String, Object> problem =
        assertProblem(bakery.send("GET", "/order?" + query), 400, "malformed-request");

    assertThat((String) problem.get("detail")).contains(query.substring(0, query.indexOf('=')));
  }

  @Test
  void givesNothingBackThatAClientSent() {
    Answer placed =
        bakery.send(
            "GET", "/order?Set-Cookie=evil&X-Echo=evil", "X-Header", "evil", "Link", "evil");
    Answer refused = bakery.post("{", "Content-Type", JSON, "X-Header", "evil", "Location", "evil");

    assertThat(placed.status()).isEqualTo(200);
    assertThat(placed.headers().map().toString()).doesNotContain("evil");
    assertThat(refused.headers().map().toString()).doesNotContain("evil");
  }

  private static Map<String, Object> assertProblem(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    Map<String, Object> problem = answer.object();
    assertThat(problem)
        .containsEntry("type", "/problems/" + type)
        .containsEntry("status", status)
        .containsKeys("title", "detail");
    assertThat((String) problem.get("instance"))
        .matches("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    return problem;
  }
}
