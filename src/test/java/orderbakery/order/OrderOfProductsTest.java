package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.OrderRequest.product;
import static orderbakery.order.OrderEvents.ACCEPTED;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.PRODUCT;
import static orderbakery.order.OrderEvents.admitted;
import static orderbakery.order.OrderEvents.beans;
import static orderbakery.order.OrderEvents.errors;
import static orderbakery.order.OrderEvents.presented;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.component.Admission.Refused;
import orderbakery.component.FieldError;
import orderbakery.component.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that name a product are filled in from it when the order is accepted. */
class OrderOfProductsTest {
  private static final String OTHER = "0193a5b0-0000-7000-8000-0000000000ff";
  private static final Map<String, Object> BEANS = beans(7, "Beans");

  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void fillsInALine(String operation) {
    Map<String, Object> body = anOrder().product(object("product", PRODUCT, "quantity", 2)).body();

    assertThat(lines(admitted(operation, body, presented(BEANS))))
        .containsExactly(
            object(
                "product", PRODUCT,
                "sku", "BEANS-7",
                "name", "Beans",
                "quantity", 2L,
                "price", "12.50",
                "productVersion", 7L,
                "productCurrency", "EUR"));
  }

  @Test
  void fillsInTheLinesOfAPatch() {
    Map<String, Object> body = object("products", List.of(object("product", PRODUCT)));

    Object patch = admitted("patch", body, presented(BEANS)).get("patch");

    assertThat(lines(Map.of("order", patch)).get(0))
        .containsEntry("name", "Beans")
        .containsEntry("price", "12.50");
  }

  @Test
  void keepsThePriceThatWasSentAndTakesTheNameOfTheProduct() {
    Map<String, Object> line = product(1, "My beans", "9.99", "product", PRODUCT, "sku", "MINE");
    Map<String, Object> nameless = object("product", PRODUCT);
    Map<String, Object> beans = beans(1, "Beans");
    beans.remove("sku");

    List<Map<String, Object>> lines =
        lines(
            admitted("create", anOrder().product(line).product(nameless).body(), presented(beans)));

    assertThat(lines.get(0))
        .containsEntry("price", "9.99")
        .containsEntry("name", "Beans")
        .doesNotContainKey("sku");
    assertThat(lines.get(1)).containsEntry("price", "12.50").doesNotContainKey("sku");
  }

  @Test
  void refusesLinesOfProductsThatAreUnknownDeletedOrInAnotherCurrency() {
    Map<String, Object> body =
        anOrder().product(object("product", PRODUCT)).product(object("product", OTHER)).body();
    Map<String, Object> gone = object("id", PRODUCT, "version", 8, "status", "DELETED");
    Map<String, Object> inDollars = beans(7, "Beans");
    inDollars.put("currency", "USD");

    assertThat(errors("create", body, presented(gone)))
        .containsExactly(
            new FieldError("/products/0/product", "must not be a product that was deleted"),
            new FieldError("/products/1/product", "must be the id of a product"));
    assertThat(
            errors(
                "create",
                anOrder().product(object("product", PRODUCT)).body(),
                presented(inDollars)))
        .containsExactly(
            new FieldError(
                "/products/0/product", "must be a product in the order's currency, not USD"));
  }

  @Test
  void refusesForNowWhatProductsMakeOfARequest() {
    Map<String, Object> line = object("product", PRODUCT, "discount", "20.00");

    assertThat(refused(object("product", OTHER)).isForNow()).isTrue();
    assertThat(refused(line).isForNow()).isTrue();
    assertThat(refused(object("product", PRODUCT, "quantity", 0)).isForNow()).isFalse();
    assertThat(refused(product(1, "Tea", -1)).isForNow()).isFalse();
  }

  @Test
  void looksOnceForAllProductsAndForNoneInVain() {
    List<Set<String>> asked = new ArrayList<>();
    Lookup others =
        (component, ids, fields) -> {
          asked.add(ids);
          return Map.of();
        };

    errors(
        "create",
        anOrder()
            .product(object("product", PRODUCT))
            .product(object("product", OTHER))
            .product(object("product", PRODUCT))
            .body(),
        others);
    assertThat(asked).containsExactly(Set.of(PRODUCT, OTHER));

    asked.clear();
    errors("create", anOrder().of(1, "Tea").body(), others);
    errors("create", anOrder().product(object("product", PRODUCT, "quantity", 0)).body(), others);
    errors("patch", object("note", "ring twice"), others);
    assertThat(asked).isEmpty();
  }

  private static Refused refused(Map<String, Object> line) {
    return (Refused)
        ORDERS.admit("create", anOrder().product(line).body(), ACCEPTED, presented(BEANS));
  }

  @SuppressWarnings("unchecked") // as the form has it
  private static List<Map<String, Object>> lines(Map<String, Object> payload) {
    return (List<Map<String, Object>>) ((Map<?, ?>) payload.get(Orders.NAME)).get("products");
  }
}
