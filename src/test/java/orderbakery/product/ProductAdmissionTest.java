package orderbakery.product;

import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.product.ProductEvents.ACCEPTED;
import static orderbakery.product.ProductEvents.PRODUCTS;
import static orderbakery.product.ProductEvents.admitted;
import static orderbakery.product.ProductEvents.beans;
import static orderbakery.product.ProductEvents.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import orderbakery.component.Admission.Refused;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductAdmissionTest {

  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void keepsAWholeProductInItsNormalForm(String operation) {
    assertThat(admitted(operation, beans())).isEqualTo(Map.of("product", beans()));
  }

  @Test
  void fillsInTheCurrency() {
    assertThat(admitted("create", object("name", "Beans", "price", 12.5)))
        .isEqualTo(Map.of("product", object("name", "Beans", "price", "12.50", "currency", "EUR")));
  }

  @Test
  void takesAPriceThatIsFinerThanTheCurrency() {
    assertThat(errors("create", object("name", "Screw", "price", "0.001234567891"))).isEmpty();
    assertThat(errors("create", object("name", "Screw", "price", "0.0012345678912")))
        .containsExactly(new FieldError("/price", "must not have more than 12 decimals"));
  }

  @Test
  void needsANameAndAPrice() {
    Refused refused = (Refused) PRODUCTS.admit("create", object("name", ""), ACCEPTED);

    assertThat(refused.problem())
        .isEqualTo(
            new Problem(
                "invalid-product",
                "The product is not valid",
                422,
                "2 values break the rules of a product.",
                List.of(
                    new FieldError("/name", "must have 1 to 200 characters"),
                    new FieldError("/price", "is required"))));
  }

  @Test
  void takesDescriptionsOfUpTo5000Characters() {
    Map<String, Object> body = beans();
    body.put("description", "d".repeat(5000));
    assertThat(errors("create", body)).isEmpty();

    body.put("description", "d".repeat(5001));
    assertThat(errors("create", body))
        .containsExactly(new FieldError("/description", "must have 1 to 5000 characters"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id", "version", "status", "files", "createdAt", "updatedAt", "quantity", "Name"})
  void refusesFieldsThatAreUnknownOrOfTheServer(String field) {
    FieldError error = new FieldError("/" + field, "is not a field that a client can set");
    Map<String, Object> body = beans();
    body.put(field, "x");

    assertThat(errors("create", body)).containsExactly(error);
    assertThat(errors("patch", object(field, null))).containsExactly(error);
  }

  @Test
  void keepsWhatAPatchRemoves() {
    Map<String, Object> patch =
        object("sku", null, "description", " ", "metadata", object("roast", null, "crop", "2026"));

    assertThat(admitted("patch", patch))
        .isEqualTo(
            Map.of(
                "patch",
                object(
                    "sku",
                    null,
                    "description",
                    null,
                    "metadata",
                    object("roast", null, "crop", "2026"))));
  }

  @Test
  void doesNotRemoveWhatIsRequired() {
    assertThat(errors("patch", object("name", null, "price", null)))
        .extracting(FieldError::pointer)
        .containsExactly("/name", "/price");
  }

  @Test
  void deletesWithoutABody() {
    assertThat(admitted("delete", Map.of())).isEmpty();
    assertThat(errors("delete", object("reason", "x"))).hasSize(1);
  }

  @Test
  void failsOnAnOperationThatItDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PRODUCTS.admit("cancel", Map.of(), ACCEPTED))
        .withMessage("A product has no operation cancel");
  }

  @Test
  void needsADefaultCurrencyWithDecimals() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Products(Currency.getInstance("XAU")));
  }
}
