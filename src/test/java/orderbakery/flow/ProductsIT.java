package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.JsonText;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;
import org.junit.jupiter.api.Test;

/** Products go the way of orders, and the two are kept apart. */
class ProductsIT extends FlowTest {
  private static final String JSON = "application/json";

  @Test
  void createsChangesAndDeletesAProduct() {
    Answer created = send("POST", "/product", JSON, object("name", "Beans", "price", "12.5"));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    String path = created.header("Location");
    assertThat(created.object())
        .containsEntry("status", "ACTIVE")
        .containsEntry("name", "Beans")
        .containsEntry("price", "12.50")
        .containsEntry("currency", "EUR")
        .containsEntry("version", 1);
    assertThat(bakery.send("GET", path).object()).isEqualTo(created.object());

    Answer patched =
        send("PATCH", path, "application/merge-patch+json", object("name", "Dark beans"));
    assertThat(patched.object()).containsEntry("name", "Dark beans").containsEntry("version", 2);
    assertThat(bakery.send("GET", "/product").array()).contains(patched.object());

    assertThat(bakery.send("DELETE", path, "Prefer", "wait=10").status()).isEqualTo(204);
    bakery.send("GET", path).assertProblem(410, "product-deleted");
    assertThat(bakery.send("GET", path + "/events").array())
        .extracting(event -> event.get("operation") + " " + event.get("executedBy"))
        .containsExactly(
            "create products-events-manager-0",
            "update products-events-manager-0",
            "delete products-events-manager-0");
  }

  @Test
  void refusesWhatIsNoProduct() {
    Map<String, Object> problem =
        send("POST", "/product", JSON, object("name", "Beans", "price", -1, "weight", 3))
            .assertProblem(422, "invalid-product");

    assertThat(JsonText.array(problem, "errors"))
        .extracting(error -> error.get("pointer"))
        .containsExactlyInAnyOrder("/price", "/weight");
  }

  @Test
  void fillsInLinesFromTheProductsThatTheyName() {
    String beans =
        send("POST", "/product", JSON, object("name", "Beans", "price", "12.5", "sku", "B-1"))
            .idOf("product");
    Map<String, Object> body = anOrder().product(object("product", beans, "quantity", 2)).body();

    Map<String, Object> order = send("POST", "/order", JSON, body).object();

    assertThat(order).containsEntry("total", "25.00");
    assertThat(JsonText.array(order, "products"))
        .containsExactly(
            object(
                "product", beans,
                "sku", "B-1",
                "name", "Beans",
                "quantity", 2,
                "price", "12.50",
                "total", "25.00"));
  }

  @Test
  void refusesLinesOfAProductThatIsGoneUnlessTheRequestIsARepeat() {
    String beans =
        send("POST", "/product", JSON, object("name", "Beans", "price", 12)).idOf("product");
    byte[] body = JsonText.of(anOrder().product(object("product", beans)).body());
    String key = UUID.randomUUID().toString();
    Answer first = placed(body, key);
    assertThat(bakery.send("DELETE", "/product/" + beans, "Prefer", "wait=10").status())
        .isEqualTo(204);

    Answer repeat = placed(body, key);

    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeat.object()).containsEntry("id", first.object().get("id"));
    Map<String, Object> problem =
        placed(body, UUID.randomUUID().toString()).assertProblem(422, "invalid-order");
    assertThat(JsonText.array(problem, "errors"))
        .containsExactly(
            object(
                "pointer", "/products/0/product",
                "detail", "must not be a product that was deleted"));
  }

  private Answer placed(byte[] body, String key) {
    return bakery.send(
        "POST", "/order", body, "Content-Type", JSON, "Prefer", "wait=10", "Idempotency-Key", key);
  }

  @Test
  void keepsOrdersAndProductsApart() {
    try (Listening ofOrders = bakery.listen();
        Listening ofProducts = bakery.listenToProducts()) {
      String product =
          send("POST", "/product", JSON, object("name", "Beans", "price", 12)).idOf("product");
      String order = bakery.placed(anOrder().of(1, "Beans").body());

      assertThat(ofProducts.awaitAbout(product, 1).get(0)).containsEntry("type", "product.created");
      assertThat(ofOrders.awaitAbout(order, 1).get(0)).containsEntry("type", "order.created");
      assertThat(ofOrders.about(product)).isEmpty();
      assertThat(ofProducts.about(order)).isEmpty();
      bakery.send("GET", "/product/" + order).assertProblem(404, "unknown-product");
      bakery.send("GET", "/product/" + order + "/events").assertProblem(404, "unknown-product");
      bakery.send("GET", "/order/" + product + "/events").assertProblem(404, "unknown-order");
      assertThat(bakery.receipt(product).object()).containsEntry("component", "product");
    }
  }

  /** Whatever comes first, the order or the change; a cancelled order stays as it is. */
  @Test
  void letsPlacedOrdersFollowTheirProduct() {
    String product = created("Beans");
    String other = created("Tea");
    String early =
        bakery.placed(
            anOrder().product(object("product", product)).product(object("product", other)).body());
    String cancelled = bakery.placed(anOrder().product(object("product", product)).body());
    bakery.cancel(cancelled, "Prefer", "wait=10");

    try (Listening feed = bakery.listen()) {
      rename(product, "Dark beans");

      Map<String, Object> followed = bakery.awaitOrder(early, 2);
      assertThat(names(followed)).containsExactly("Dark beans", "Tea");
      assertThat(followed.get("total")).isEqualTo("25.00");
      assertThat(feed.awaitAbout(early, 1).get(0))
          .containsEntry("type", "order.updated")
          .containsEntry("data", followed);
      // as if the presentation had shown the older name when it was accepted
      String late = acceptedAtFirstVersion(product, "Beans");
      assertThat(names(bakery.awaitOrder(late, 2))).containsExactly("Dark beans");

      bakery.send("DELETE", "/product/" + product, "Prefer", "wait=10");

      assertThat(lines(bakery.awaitOrder(early, 3)))
          .extracting(line -> line.get("name") + " " + line.get("discontinued"))
          .containsExactly("Dark beans true", "Tea null");
      assertThat(lines(bakery.awaitOrder(late, 3)).get(0)).containsEntry("discontinued", true);
    }
    assertThat(bakery.send("GET", "/order/" + early + "/events").array())
        .extracting(event -> event.get("operation") + " by " + event.get("principal"))
        .containsExactly(
            "create by anonymous", "follow by related-changes", "follow by related-changes");
    assertThat(names(bakery.awaitOrder(cancelled, 2))).containsExactly("Beans");
    assertThat(stored.eventsOf(cancelled)).hasSize(2);
  }

  private String created(String name) {
    return send("POST", "/product", JSON, object("name", name, "price", "12.50")).idOf("product");
  }

  private void rename(String product, String name) {
    send("PATCH", "/product/" + product, "application/merge-patch+json", object("name", name));
  }

  /** An order whose line has seen the first version of its product. */
  private String acceptedAtFirstVersion(String product, String name) {
    Map<String, Object> line =
        object("product", product, "productVersion", 1, "productCurrency", "EUR");
    line.putAll(object("name", name, "quantity", 1, "price", "12.50"));
    Map<String, Object> order =
        object("currency", "EUR", "taxIncluded", true, "products", List.of(line));
    String id = UUID.randomUUID().toString();
    wire.publish(
        "platform-events-scheduler",
        new CommandMessages(new Partitions(8))
            .write(
                new ScheduledCommand(
                    id,
                    id,
                    "order",
                    "create",
                    Map.of("order", order),
                    null,
                    Instant.now(),
                    "test-0",
                    "ada",
                    true,
                    "00",
                    null)));
    await().atMost(PATIENCE).until(() -> bakery.get(id).status() == 200);
    return id;
  }

  private static List<Map<String, Object>> lines(Map<String, Object> order) {
    return JsonText.array(order, "products");
  }

  private static List<Object> names(Map<String, Object> order) {
    return lines(order).stream().map(line -> line.get("name")).toList();
  }

  private Answer send(String method, String path, String type, Map<String, Object> body) {
    return bakery.send(method, path, JsonText.of(body), "Content-Type", type, "Prefer", "wait=10");
  }
}
