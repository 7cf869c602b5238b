package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

  private Answer send(String method, String path, String type, Map<String, Object> body) {
    return bakery.send(method, path, JsonText.of(body), "Content-Type", type, "Prefer", "wait=10");
  }
}
