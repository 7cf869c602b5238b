package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.OrderRequest.product;
import static orderbakery.order.OrderEvents.ACCEPTED;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import orderbakery.component.Admission.Refused;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRefusalTest {

  @Test
  void namesAllErrorsAtOnce() {
    Map<String, Object> body =
        anOrder()
            .of(1, "Beans", "12.5050000000001")
            .product(object("name", " ", "quantity", 0))
            .with("number", -1)
            .with("date", "yesterday")
            .with("customer", object("email", "nobody"))
            .with("billingAddress", object("city", "London"))
            .with("shippingAddress", object("country", "gb", "lines", List.of()))
            .with("discount", "1.005")
            .with("shipping", object("price", -1, "cost", 1))
            .with("taxIncluded", "yes")
            .with("metadata", object("a b", "x", "c", 1))
            .with("total", "12.50")
            .body();

    assertThat(errors("create", body))
        .extracting(FieldError::pointer)
        .containsExactly(
            "/total",
            "/number",
            "/date",
            "/customer/email",
            "/billingAddress/country",
            "/shippingAddress/lines",
            "/shippingAddress/country",
            "/products/0/price",
            "/products/1/name",
            "/products/1/quantity",
            "/products/1/price",
            "/discount",
            "/shipping/cost",
            "/shipping/price",
            "/taxIncluded",
            "/metadata/a b",
            "/metadata/c");
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

  @Test
  void listsOneHundredErrorsAndTellsHowManyThereAre() {
    Map<String, Object> body = anOrder().of(1, "Beans").body();
    for (int field = 0; field < 5000; field++) {
      body.put("field-" + field, field);
    }

    Refused refused = (Refused) ORDERS.admit("create", body, ACCEPTED);

    assertThat(refused.problem().errors()).hasSize(100);
    assertThat(refused.problem().detail())
        .isEqualTo("5000 values break the rules of an order; the first 100 are listed.");
  }

  @Test
  void refusesADiscountOfMoreThanItIsOff() {
    Map<String, Object> line = product(3, "Tea", "0.335", "discount", "1.02");

    assertThat(errors("create", anOrder().product(line).body()))
        .containsExactly(
            new FieldError("/products/0/discount", "must not be more than the line, 1.01"));
    assertThat(errors("create", anOrder().of(1, "Tea", 2).with("discount", "2.01").body()))
        .containsExactly(
            new FieldError("/discount", "must not be more than the sum of the lines, 2.00"));
    assertThat(errors("create", anOrder().of(1, "Tea", 2).with("discount", "2.00").body()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "version",
        "status",
        "items",
        "subtotal",
        "tax",
        "files",
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
            .product(
                product(1, "Beans", 1, "total", "1.00", "productVersion", 1, "discontinued", true))
            .with("customer", object("name", "Ada", "phone/~", 1))
            .body();

    assertThat(errors("create", body))
        .extracting(FieldError::pointer)
        .containsExactly(
            "/customer/phone~1~0",
            "/products/0/total",
            "/products/0/productVersion",
            "/products/0/discontinued");
  }

  @ParameterizedTest
  @ValueSource(strings = {"number", "date", "currency", "customer", "note"})
  void takesNullAsAbsent(String field) {
    assertThat(errors("create", anOrder().of(1, "Beans").with(field, null).body())).isEmpty();
  }
}
