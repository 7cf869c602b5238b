package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.OrderRequest.product;
import static orderbakery.fixtures.OrderRequest.theOrderOfTheContract;
import static orderbakery.order.OrderEvents.ACCEPTED;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.admitted;
import static orderbakery.order.OrderEvents.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import orderbakery.component.FieldError;
import orderbakery.fixtures.OrderRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderAdmissionTest {

  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void keepsAWholeOrderInItsNormalForm(String operation) {
    Map<String, Object> payload = admitted(operation, theOrderOfTheContract().body());

    Map<String, Object> kept = theOrderOfTheContract().body();
    kept.put("number", 1042L);
    ((Map<?, ?>) kept.get("billingAddress")).remove("region");
    kept.put(
        "products",
        List.of(
            object(
                "sku", "BEANS-1",
                "name", "Espresso beans 1 kg",
                "quantity", 2L,
                "price", "12.50",
                "discount", "1.00",
                "tax", "4.00")));
    assertThat(payload).isEqualTo(Map.of("order", kept));
  }

  @Test
  void fillsInWhatTheClientLeftOut() {
    Map<String, Object> beans = object("name", "Beans", "price", 12.5);

    Map<String, Object> payload = admitted("create", anOrder().product(beans).body());

    assertThat(payload)
        .isEqualTo(
            Map.of(
                "order",
                object(
                    "date",
                    "2026-11-23T10:15:00.123Z",
                    "currency",
                    "EUR",
                    "products",
                    List.of(object("name", "Beans", "quantity", 1L, "price", "12.50")),
                    "taxIncluded",
                    true)));
  }

  @Test
  void leavesTheDateOfAnUpdateToTheOrder() {
    Map<?, ?> order = (Map<?, ?>) admitted("update", anOrder().of(1, "Tea").body()).get("order");

    assertThat(order.containsKey("date")).isFalse();
  }

  @Test
  void takesTheShapeOfTheOriginal() {
    Map<String, Object> body =
        object(
            "number",
            1,
            "date",
            "2019-01-01T00:00:00Z",
            "products",
            List.of(object("name", "Beans", "price", 12.5)));

    assertThat(errors("create", body)).isEmpty();
  }

  @Test
  void writesMoneyWithTheDecimalsOfTheCurrency() {
    assertThat(price(anOrder().in("JPY").of(1, "Tea", 1200))).isEqualTo("1200");
    assertThat(price(anOrder().in("EUR").of(1, "Tea", 1200))).isEqualTo("1200.00");
    assertThat(price(anOrder().in("KWD").of(1, "Tea", "1.5"))).isEqualTo("1.500");
    assertThat(price(anOrder().in("JPY").of(1, "Tea", "1000.0"))).isEqualTo("1000");
    assertThat(price(anOrder().in("JPY").of(1, "Tea", new BigDecimal("1000.0")))).isEqualTo("1000");
    assertThat(price(anOrder().in("EUR").of(1, "Screw", "0.001234567890")))
        .isEqualTo("0.00123456789");
  }

  private static Object price(OrderRequest order) {
    Map<?, ?> fields = (Map<?, ?>) admitted("create", order.body()).get("order");
    return ((Map<?, ?>) ((List<?>) fields.get("products")).get(0)).get("price");
  }

  @Test
  void takesUpTo500Products() {
    List<Map<String, Object>> products = Collections.nCopies(500, product(1, "Beans", 1));

    assertThat(errors("create", object("products", products))).isEmpty();
    assertThat(errors("create", object("products", plusOne(products))))
        .containsExactly(new FieldError("/products", "must be an array of 1 to 500 values"));
    assertThat(errors("create", object("products", List.of()))).hasSize(1);
  }

  private static List<Map<String, Object>> plusOne(List<Map<String, Object>> products) {
    return Collections.nCopies(products.size() + 1, products.get(0));
  }

  @Test
  void cancelsWithOrWithoutAReason() {
    assertThat(admitted("cancel", Map.of())).isEmpty();
    assertThat(admitted("cancel", object("reason", "r".repeat(500)))).containsOnlyKeys("reason");
    assertThat(errors("cancel", object("reason", "r".repeat(501)))).hasSize(1);
    assertThat(admitted("cancel", object("reason", null))).isEmpty();
    assertThat(admitted("cancel", object("reason", " \u200B"))).isEmpty();
    assertThat(errors("cancel", object("because", "x"))).hasSize(1);
  }

  @Test
  void deletesWithoutABody() {
    assertThat(admitted("delete", Map.of())).isEmpty();
    assertThat(errors("delete", object("reason", "x"))).hasSize(1);
  }

  @Test
  void failsOnAnOperationThatItDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ORDERS.admit("bake", Map.of(), ACCEPTED))
        .withMessage("An order has no operation bake");
  }

  @Test
  void needsADefaultCurrencyWithDecimals() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Orders(Currency.getInstance("XAU")));
  }
}
