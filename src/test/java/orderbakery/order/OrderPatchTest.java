package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.OrderRequest.product;
import static orderbakery.fixtures.OrderRequest.theOrderOfTheContract;
import static orderbakery.order.OrderEvents.accepted;
import static orderbakery.order.OrderEvents.admitted;
import static orderbakery.order.OrderEvents.decide;
import static orderbakery.order.OrderEvents.errors;
import static orderbakery.order.OrderEvents.placed;
import static orderbakery.order.OrderEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import orderbakery.component.Decision;
import orderbakery.component.FieldError;
import org.junit.jupiter.api.Test;

class OrderPatchTest {

  @Test
  void keepsAPatchInItsNormalFormWithItsNulls() {
    Map<String, Object> payload =
        admitted(
            "patch",
            object(
                "note",
                null,
                "date",
                "2026-11-24T00:00:00+01:00",
                "customer",
                object("email", null),
                "products",
                List.of(product(2.0, "Tea", new BigDecimal("1e3")))));

    assertThat(payload)
        .isEqualTo(
            Map.of(
                "patch",
                object(
                    "note",
                    null,
                    "date",
                    "2026-11-23T23:00:00Z",
                    "customer",
                    object("email", null),
                    "products",
                    List.of(product(2L, "Tea", "1000")))));
  }

  @Test
  void checksWhatCanBeCheckedWithoutTheOrder() {
    Map<String, Object> patch =
        object(
            "number",
            "7",
            "customer",
            object("name", null, "email", "nobody", "id", 1),
            "products",
            List.of(product(0, "Tea", "0.0000000000001"), object("name", "Beans")),
            "status",
            "PLACED");

    assertThat(errors("patch", patch))
        .extracting(FieldError::pointer)
        .containsExactly(
            "/status",
            "/number",
            "/customer/id",
            "/customer/email",
            "/products/0/quantity",
            "/products/0/price",
            "/products/1/price");
  }

  @Test
  void doesNotRemoveWhatIsRequired() {
    assertThat(errors("patch", object("products", null)))
        .containsExactly(new FieldError("/products", "is required and cannot be removed"));
  }

  @Test
  void mergesIntoTheClientsFields() {
    Order order = placed(theOrderOfTheContract().body());

    Order patched =
        accepted(
            patch(
                order,
                object(
                    "note",
                    null,
                    "customer",
                    object("email", "ada@b.example", "phone", ""),
                    "metadata",
                    object("channel", null, "crop", "2026"))));

    assertThat(OrderDocument.of(patched))
        .containsEntry("customer", object("name", "Ada Lovelace", "email", "ada@b.example"))
        .containsEntry("metadata", object("utm.campaign", "autumn", "crop", "2026"))
        .containsEntry("number", 1042L)
        .containsEntry("updatedAt", "2026-11-24T08:00:00.500Z")
        .doesNotContainKey("note");
  }

  @Test
  void removesAnOptionalObject() {
    Order order = placed(theOrderOfTheContract().body());

    assertThat(accepted(patch(order, object("customer", null))).details().fields())
        .doesNotContainKey("customer");
  }

  @Test
  void fillsInTheCurrencyAndKeepsTheDateWhenItRemovesThem() {
    Order order = placed(anOrder().in("USD").of(1, "Beans").body());

    OrderDetails details = accepted(patch(order, object("date", null, "currency", null))).details();

    assertThat(details.date()).isEqualTo("2026-11-23T10:15:00.123Z");
    assertThat(details.currency().getCurrencyCode()).isEqualTo("EUR");
  }

  @Test
  void padsPricesToTheCurrencyOfTheOrder() {
    Order order = placed(anOrder().in("KWD").of(1, "Beans", "2").body());

    Order patched = accepted(patch(order, object("products", List.of(product(1, "Tea", 1.5)))));

    assertThat(patched.details().total()).isEqualTo(Money.of("1.500"));
  }

  @Test
  void takesAnotherCurrencyWhateverTheServerHasAddedToThePrices() {
    Order order = placed(anOrder().in("EUR").of(1, "Beans", 100).of(1, "Tea", "2.50").body());

    Order patched = accepted(patch(order, object("currency", "JPY")));

    assertThat(patched.details().lines())
        .extracting(line -> line.fields().get("price"))
        .containsExactly("100", "2.5");
    assertThat(patched.details().total()).isEqualTo(Money.of("103"));
  }

  @Test
  void isRejectedWhenAnAmountDoesNotFitTheNewCurrency() {
    Order order =
        placed(anOrder().in("EUR").of(1, "Beans", "12.50").with("discount", "1.50").body());

    assertThat(rejected(patch(order, object("currency", "JPY"))).errors())
        .containsExactly(new FieldError("/discount", "must not have more than 0 decimals"));
  }

  @Test
  void isRejectedWhenTheMergedOrderDoesNotAddUp() {
    Order order = placed(anOrder().of(2, "Beans", "12.50").with("discount", "20").body());

    assertThat(rejected(patch(order, object("products", List.of(product(1, "Tea", 3))))).errors())
        .containsExactly(
            new FieldError("/discount", "must not be more than the sum of the lines, 3.00"));
  }

  @Test
  void isRejectedWhenNothingIsLeftOfTheCustomer() {
    Order order = placed(anOrder().by("Ada").of(1, "Beans").body());

    assertThat(rejected(patch(order, object("customer", object("name", " ")))).errors())
        .containsExactly(
            new FieldError("/customer", "must have at least one of name, email, phone"));
  }

  @Test
  void removesAnObjectOfWhichNothingIsLeft() {
    Order order = placed(anOrder().of(1, "Beans").with("shipping", object("price", 3)).body());

    Order patched = accepted(patch(order, object("shipping", object("price", null))));

    assertThat(patched.details().fields()).doesNotContainKey("shipping");
    assertThat(patched.details().total()).isEqualTo(Money.of("12.50"));
  }

  private static Decision<Order> patch(Order order, Map<String, Object> patch) {
    return decide(order, "update", admitted("patch", patch));
  }
}
