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
  @ValueSource(strings = {"number", "date", "currency", "customer", "note"})
  void takesNullAsAbsent(String field) {
    assertThat(errors("create", anOrder().of(1, "Beans").with(field, null).body())).isEmpty();
  }
}
