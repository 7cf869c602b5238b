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

import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import orderbakery.component.Admission.Refused;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;
import orderbakery.fixtures.OrderRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderAdmissionTest {

  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void keepsAWholeOrderInItsNormalForm(String operation) {
    Map<String, Object> payload = admitted(operation, theOrderOfTheContract().body());

    assertThat(payload)
        .isEqualTo(
            Map.of(
                "order",
                object(
                    "number",
                    1042L,
                    "date",
                    "2026-11-23T10:15:00Z",
                    "currency",
                    "EUR",
                    "customer",
                    object("name", "Ada Lovelace", "email", "ada@example.com"),
                    "products",
                    List.of(
                        object(
                            "sku", "BEANS-1",
                            "name", "Espresso beans 1 kg",
                            "quantity", 2L,
                            "price", "12.50")),
                    "note",
                    "ring twice")));
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
                    "date", "2026-11-23T10:15:00.123Z",
                    "currency", "EUR",
                    "products",
                        List.of(object("name", "Beans", "quantity", 1L, "price", "12.50")))));
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
  }

  private static Object price(OrderRequest order) {
    Map<?, ?> fields = (Map<?, ?>) admitted("create", order.body()).get("order");
    return ((Map<?, ?>) ((List<?>) fields.get("products")).get(0)).get("price");
  }

  @Test
  void namesAllErrorsAtOnce() {
    Map<String, Object> body =
        anOrder()
            .of(1, "Beans", "12.505")
            .product(object("name", " ", "quantity", 0))
            .with("number", -1)
            .with("date", "yesterday")
            .with("customer", object("email", "nobody"))
            .with("total", "12.50")
            .body();

    assertThat(errors("create", body))
        .extracting(FieldError::pointer)
        .containsExactly(
            "/total",
            "/number",
            "/date",
            "/customer/name",
            "/customer/email",
            "/products/0/price",
            "/products/1/name",
            "/products/1/quantity",
            "/products/1/price");
  }

  @Test
  void describesTheProblemAsTheContractDoes() {
    Refused refused = (Refused) ORDERS.admit("create", Map.of(), ACCEPTED);

    Problem problem = refused.problem();

    assertThat(problem)
        .isEqualTo(
            new Problem(
                "invalid-order",
                "The order is not valid",
                422,
                "1 value breaks the rules of an order.",
                List.of(new FieldError("/products", "is required"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "version",
        "status",
        "items",
        "total",
        "createdAt",
        "updatedAt",
        "cancelReason",
        "_id",
        "Number",
        ""
      })
  void refusesFieldsThatAreUnknownOrOfTheServer(String field) {
    FieldError error = new FieldError("/" + field, "is not a field that a client can set");

    assertThat(errors("create", anOrder().of(1, "Beans").with(field, "x").body()))
        .containsExactly(error);
    assertThat(errors("patch", object(field, null))).containsExactly(error);
  }

  @Test
  void refusesUnknownFieldsInsideToo() {
    Map<String, Object> body =
        anOrder()
            .product(product(1, "Beans", 1, "total", "1.00"))
            .with("customer", object("name", "Ada", "phone/~", 1))
            .body();

    assertThat(errors("create", body))
        .extracting(FieldError::pointer)
        .containsExactly("/customer/phone~1~0", "/products/0/total");
  }

  @ParameterizedTest
  @ValueSource(strings = {"number", "date", "currency", "customer", "products", "note"})
  void refusesNullInAWholeOrder(String field) {
    assertThat(errors("create", anOrder().of(1, "Beans").with(field, null).body()))
        .extracting(FieldError::pointer)
        .contains("/" + field);
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
    assertThat(errors("cancel", object("reason", null))).hasSize(1);
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
