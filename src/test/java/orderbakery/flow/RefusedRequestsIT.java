package orderbakery.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import orderbakery.fixtures.Answer;
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
    bakery.post(body).assertProblem(400, "malformed-request");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin = ("{" + BEANS + ",\"note\":\"caf\u00e9\"}").getBytes(ISO_8859_1);

    bakery.post(latin).assertProblem(400, "malformed-request");
  }

  @Test
  void refusesABodyAboveItsLimit() {
    String body = "{" + BEANS + ",\"note\":\"" + "x".repeat(256 * 1024) + "\"}";

    bakery.post(body).assertProblem(413, "too-large");
  }

  @Test
  void refusesAnotherMediaType() {
    bakery
        .post("{" + BEANS + "}", "Content-Type", "text/plain")
        .assertProblem(415, "unsupported-media-type");
  }

  @Test
  void refusesAnInvalidOrderWithAllItsErrorsAtOnce() {
    Answer answer =
        bakery.post(
            """
            {"id": "mine", "number": -1, "currency": "EURO", "colour": "red",
             "products": [{"name": "", "price": "-1", "quantity": 0}]}
            """);

    Map<String, Object> problem = answer.assertProblem(422, "invalid-order");
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
    bakery.post(body).assertProblem(422, "invalid-order");
  }

  @Test
  void knowsNoOrderThatWasNeverPlaced() {
    bakery.get(UUID.randomUUID().toString()).assertProblem(404, "unknown-order");
    bakery.get("7").assertProblem(404, "unknown-order");
  }

  @Test
  void knowsNoOtherPath() {
    bakery.send("GET", "/orders").assertProblem(404, "not-found");
  }

  @Test
  void knowsNoFilesOfWhatItDoesNotKnow() {
    Answer answer = bakery.send("POST", "/cake/7/file?name=a.pdf", new byte[300 * 1024]);

    answer.assertProblem(404, "not-found");
    assertThat(answer.header("Connection")).isEqualTo("close");
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /order, 'GET, POST'",
    "POST, /order/7, 'DELETE, GET, PATCH, PUT'",
    "GET, /order/7/cancel, POST"
  })
  void namesTheMethodsThatAreAllowed(String method, String path, String allowed) {
    Answer answer = bakery.send(method, path);

    answer.assertProblem(405, "method-not-allowed");
    List<String> methods = List.of(answer.header("Allow").split(",\\s*", -1));
    assertThat(methods).contains(allowed.split(", ", -1)).doesNotContain(method);
  }

  @Test
  void tellsThatADeletedOrderIsGone() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    bakery.delete(id);
    bakery.awaitGone(id);

    bakery.get(id).assertProblem(410, "order-deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "status=BAKED", "after=%21"})
  void namesTheParameterThatIsWrong(String query) {
    Map<String, Object> problem =
        bakery.send("GET", "/order?" + query).assertProblem(400, "malformed-request");

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
}
