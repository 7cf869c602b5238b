package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.JsonText;
import org.junit.jupiter.api.Test;

/** What an order or a product was, in bytes that are those of then. */
class LookBackIT extends FlowTest {
  private static final Map<String, Object> BEANS = anOrder().of(2, "Beans").body();
  private static final String[] AWAITED = {"Prefer", "wait=10"};

  private final List<String> answered = new ArrayList<>();

  @Test
  void answersEachVersionOfAnOrderAsItWasAnsweredThen() {
    String id = place();
    bakery.patch(id, object("note", "ring twice"), AWAITED);
    remember(id);
    bakery.put(id, anOrder().of(3, "Tea").body(), AWAITED);
    remember(id);
    bakery.patch(id, object("shipping", object("name", "Parcel", "price", "4.90")), AWAITED);
    remember(id);
    bakery.patch(id, object("note", "refused"), "If-Match", "\"v9\"", "Prefer", "wait=10");
    bakery.cancel(id, AWAITED);
    remember(id);

    assertThat(answered).hasSize(5).doesNotHaveDuplicates();
    assertEachVersionIs(id);
  }

  @Test
  void answersWhatADeletedOrderWas() {
    String id = place();
    bakery.patch(id, object("note", "ring twice"), AWAITED);
    remember(id);
    assertThat(bakery.delete(id, AWAITED).status()).isEqualTo(204);

    assertEachVersionIs(id);
    bakery.get(id + "?version=3").assertProblem(410, "order-deleted");
    bakery.get(id + "?at=2999-01-01T00:00:00Z").assertProblem(410, "order-deleted");
  }

  @Test
  void answersEachVersionOfAProductAsItWasAnsweredThen() {
    String path =
        "/product/"
            + bakery
                .send(
                    "POST",
                    "/product",
                    JsonText.of(object("name", "Beans", "price", "12.5")),
                    "Content-Type",
                    "application/json",
                    "Prefer",
                    "wait=10")
                .idOf("product");
    String first = bakery.send("GET", path).text();
    bakery.send(
        "PATCH",
        path,
        JsonText.of(object("name", "Dark beans")),
        "Content-Type",
        "application/merge-patch+json",
        "Prefer",
        "wait=10");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(bakery.send("GET", path + "?version=1").text()).isEqualTo(first));
    assertThat(bakery.send("GET", path + "?version=2").text())
        .isEqualTo(bakery.send("GET", path).text())
        .contains("Dark beans");
    bakery.send("GET", path + "?version=3").assertProblem(404, "unknown-version");
  }

  @Test
  void tellsWhichVersionIsTheNewestToWhoeverAsksForNone() {
    String id = place();

    Map<String, Object> problem =
        bakery.get(id + "?version=2").assertProblem(404, "unknown-version");

    assertThat(problem).containsEntry("currentVersion", 1);
    bakery.get(id + "?at=2026-01-01T00:00:00Z").assertProblem(404, "unknown-version");
    bakery.get(UUID.randomUUID() + "?version=1").assertProblem(404, "unknown-order");
    assertThat(bakery.get(id + "?version=1", "If-None-Match", "\"v1\"").status()).isEqualTo(304);
    assertThat(bakery.get(id + "?colour=red").status()).isEqualTo(200);
  }

  @Test
  void namesTheParameterThatIsWrong() {
    String id = place();

    assertThat(bakery.get(id + "?version=0").assertProblem(400, "malformed-request"))
        .hasEntrySatisfying("detail", it -> assertThat(it.toString()).contains("version"));
    assertThat(bakery.get(id + "?at=noon").assertProblem(400, "malformed-request"))
        .hasEntrySatisfying("detail", it -> assertThat(it.toString()).contains(" at "));
    bakery.get(id + "?version=1&at=2026-11-24T12:00:00Z").assertProblem(400, "malformed-request");
  }

  private String place() {
    String id = bakery.place(BEANS, AWAITED).orderId();
    remember(id);
    return id;
  }

  private void remember(String id) {
    answered.add(bakery.get(id).text());
  }

  /** By its number, and by the time at which the history says that it was executed. */
  private void assertEachVersionIs(String id) {
    List<Map<String, Object>> history = executed(id);
    for (int version = 1; version <= answered.size(); version++) {
      Answer former = bakery.get(id + "?version=" + version);
      assertThat(former.text()).isEqualTo(answered.get(version - 1));
      assertThat(former.header("ETag")).isEqualTo("\"v" + version + "\"");
      Object executed = history.get(version - 1).get("executionTime");
      assertThat(bakery.get(id + "?at=" + executed).text()).isEqualTo(answered.get(version - 1));
    }
  }

  /** An event is marked a moment after what it has made is presented. */
  private List<Map<String, Object>> executed(String id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> bakery.send("GET", "/order/" + id + "/events").array(),
            it -> it.stream().noneMatch(event -> event.get("status").equals("PENDING")))
        .stream()
        .filter(it -> it.get("status").equals("EXECUTED"))
        .toList();
  }
}
