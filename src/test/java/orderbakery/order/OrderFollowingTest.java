package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.PRODUCT;
import static orderbakery.order.OrderEvents.accepted;
import static orderbakery.order.OrderEvents.anOrderOfAProduct;
import static orderbakery.order.OrderEvents.beans;
import static orderbakery.order.OrderEvents.decide;
import static orderbakery.order.OrderEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Following;
import org.junit.jupiter.api.Test;

/** When an order must be told a change of a product that it names, and what it then shows. */
class OrderFollowingTest {
  private static final String OTHER = "0193a5b0-0000-7000-8000-0000000000aa";

  private final Following following = ORDERS.following().orElseThrow();

  @Test
  void isOfTheProductsThatItsLinesName() {
    assertThat(following.leader()).isEqualTo("product");
    assertThat(ORDERS.references()).containsExactly("products.product");
    assertThat(following.reference()).isEqualTo("products.product");
    assertThat(following.leaders(document(anOrderOfAProduct()))).containsExactly(PRODUCT);
    assertThat(following.leaders(document(OrderEvents.aPlacedOrder()))).isEmpty();
    assertThat(ORDERS.name()).isEqualTo("order");
    assertThat(ORDERS.changes()).containsExactly("created", "updated", "cancelled", "deleted");
    assertThat(ORDERS.statuses()).containsExactlyInAnyOrder("PLACED", "CANCELLED");
    assertThat(new OrderConfiguration().orders("JPY").name()).isEqualTo("order");
  }

  @Test
  void isDueOnceANewerVersionShowsSomethingElse() {
    Order order = anOrderOfAProduct();

    assertThat(due(order, 2, beans(2, "Beans")))
        .contains(Map.of("product", PRODUCT, "version", 2L, "name", "Beans", "sku", "BEANS-2"));
    assertThat(due(order, 2, with(beans(1, "Better beans"), "sku", "BEANS-1"))).isPresent();
    assertThat(due(order, 2, with(beans(1, "Beans"), "sku", null))).isPresent();
  }

  @Test
  void isNotDueForWhatItShowsOrDoesNotName() {
    Order order = anOrderOfAProduct();

    assertThat(due(order, 2, beans(1, "Beans"))).as("another price, say").isEmpty();
    assertThat(due(order, 1, beans(2, "Tea"))).as("seen already").isEmpty();
    assertThat(following.due(document(order), OTHER, 2, beans(2, "Tea"))).isEmpty();
    assertThat(due(accepted(decide(order, "cancel", Map.of())), 2, beans(2, "Tea"))).isEmpty();
    assertThat(due(accepted(decide(order, "delete", Map.of())), 2, beans(2, "Tea"))).isEmpty();
  }

  @Test
  void tellsThatAProductIsGoneOnce() {
    Map<String, Object> gone = with(beans(1, "Beans"), "status", "DELETED");
    Map<String, Object> payload = due(anOrderOfAProduct(), 2, gone).orElseThrow();

    assertThat(payload).containsEntry("deleted", true);
    Order followed = accepted(decide(anOrderOfAProduct(), "follow", payload));

    assertThat(line(followed))
        .containsEntry("discontinued", true)
        .containsEntry("name", "Beans")
        .containsEntry("price", "12.50");
    assertThat(due(followed, 3, gone)).isEmpty();
  }

  @Test
  void showsTheNewNameAndKeepsThePrice() {
    Map<String, Object> payload =
        object("product", PRODUCT, "version", 3, "name", "Better beans", "deleted", false);
    Order followed = accepted(decide(anOrderOfAProduct(), "follow", payload));

    assertThat(line(followed))
        .containsEntry("name", "Better beans")
        .containsEntry("price", "12.50")
        .doesNotContainKeys("sku", "discontinued");
    assertThat(followed.details().total()).hasToString("12.50");

    assertThat(rejected(decide(followed, "follow", payload)).detail())
        .as("the same once more")
        .isEqualTo("No line names the product in an older version.");
    assertThat(due(followed, 3, beans(3, "Tea"))).isEmpty();
    assertThat(due(followed, 4, beans(4, "Tea"))).isPresent();
  }

  @Test
  void readsNothingElse() {
    assertThat(ProductChange.of(object("product", PRODUCT, "version", 1, "name", "Tea")).deleted())
        .isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProductChange.of(object("product", "none", "version", 1, "name", "Tea")))
        .withMessageStartingWith("This is no change of a product: ");
  }

  private Optional<Map<String, Object>> due(
      Order order, long version, Map<String, Object> product) {
    return following.due(document(order), PRODUCT, version, product);
  }

  private static Map<String, Object> document(Order order) {
    return ORDERS.toDocument(order);
  }

  private static Map<String, Object> line(Order order) {
    return order.details().lines().get(0).fields();
  }

  private static Map<String, Object> with(Map<String, Object> product, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(product);
    changed.put(field, value);
    return changed;
  }
}
