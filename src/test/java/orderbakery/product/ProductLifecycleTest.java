package orderbakery.product;

import static orderbakery.fixtures.AFile.aFile;
import static orderbakery.fixtures.AFile.fileId;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.product.ProductEvents.ACCEPTED;
import static orderbakery.product.ProductEvents.LATER;
import static orderbakery.product.ProductEvents.PRODUCTS;
import static orderbakery.product.ProductEvents.aDeletedProduct;
import static orderbakery.product.ProductEvents.aProductWithAFile;
import static orderbakery.product.ProductEvents.accepted;
import static orderbakery.product.ProductEvents.admitted;
import static orderbakery.product.ProductEvents.beans;
import static orderbakery.product.ProductEvents.created;
import static orderbakery.product.ProductEvents.decide;
import static orderbakery.product.ProductEvents.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import orderbakery.component.Decision;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.Decision.Rejected;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductLifecycleTest {

  /** What each command does in each state. */
  @ParameterizedTest
  @CsvSource({
    "none,    create, created",
    "none,    update, unknown-product 404",
    "none,    patch,  unknown-product 404",
    "none,    attach, unknown-product 404",
    "none,    detach, unknown-product 404",
    "none,    delete, unknown-product 404",
    "ACTIVE,  update, updated",
    "ACTIVE,  patch,  updated",
    "ACTIVE,  attach, updated",
    "ACTIVE,  detach, updated",
    "ACTIVE,  delete, deleted",
    "DELETED, update, product-deleted 410",
    "DELETED, patch,  product-deleted 410",
    "DELETED, attach, product-deleted 410",
    "DELETED, detach, product-deleted 410",
    "DELETED, delete, product-deleted 410"
  })
  void decidesByTheState(String state, String command, String outcome) {
    Product product =
        switch (state) {
          case "ACTIVE" -> aProductWithAFile();
          case "DELETED" -> aDeletedProduct();
          default -> null;
        };

    assertThat(outcome(send(product, command))).isEqualTo(outcome);
  }

  private static Decision<Product> send(Product product, String command) {
    Map<String, Object> body =
        switch (command) {
          case "create", "update" -> object("name", "Tea", "price", 3);
          case "patch" -> object("price", 4);
          case "attach" -> aFile(2);
          case "detach" -> object("id", fileId(1));
          default -> Map.of();
        };
    String operation = command.equals("patch") ? "update" : command;
    return decide(product, operation, admitted(command, body));
  }

  private static String outcome(Decision<Product> decision) {
    if (decision instanceof Accepted<Product> accepted) {
      return accepted.change();
    }
    Problem problem = ((Rejected<Product>) decision).problem();
    return problem.type() + " " + problem.status();
  }

  @Test
  void takesItsTimesFromAcceptance() {
    Product product = accepted(send(created(beans()), "patch"));

    assertThat(product.createdAt()).isEqualTo(ACCEPTED);
    assertThat(product.updatedAt()).isEqualTo(LATER);
  }

  @Test
  void replacesAllThatTheClientWrote() {
    Product product = accepted(send(created(beans()), "update"));

    assertThat(PRODUCTS.toDocument(product))
        .isEqualTo(
            Map.of(
                "name",
                "Tea",
                "price",
                "3.00",
                "currency",
                "EUR",
                "status",
                "ACTIVE",
                "createdAt",
                "2026-11-23T10:15:00.123Z",
                "updatedAt",
                "2026-11-24T08:00:00.500Z"));
  }

  @Test
  void mergesIntoTheClientsFields() {
    Map<String, Object> patch =
        admitted("patch", object("sku", null, "metadata", object("roast", null, "crop", "2026")));

    Product product = accepted(decide(created(beans()), "update", patch));

    assertThat(PRODUCTS.toDocument(product))
        .containsEntry("metadata", Map.of("crop", "2026"))
        .containsEntry("description", "Dark, from Sidamo")
        .doesNotContainKey("sku");
  }

  @Test
  void takesAnotherCurrencyWhateverTheServerHasAddedToThePrice() {
    Product product = created(object("name", "Beans", "price", "100"));

    Decision<Product> decision =
        decide(product, "update", admitted("patch", object("currency", "JPY")));

    assertThat(PRODUCTS.toDocument(accepted(decision)))
        .containsEntry("price", "100")
        .containsEntry("currency", "JPY");
  }

  @Test
  void isRejectedWhenTheMergedProductIsNotValid() {
    Product product = created(beans());
    Map<String, Object> keys = object();
    for (int key = 0; key < 50; key++) {
      keys.put("key-" + key, "x");
    }

    Decision<Product> decision =
        decide(product, "update", admitted("patch", object("metadata", keys)));

    assertThat(rejected(decision).errors())
        .containsExactly(new FieldError("/metadata", "must have at most 50 keys"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "follow", "retry"})
  void failsOnAnOperationThatItDoesNotHave(String operation) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decide(created(beans()), operation, Map.of()))
        .withMessageContaining("'" + operation + "' is no operation of the component product");
  }

  @Test
  void failsOnACreateOfWhatIsThere() {
    assertThatIllegalStateException().isThrownBy(() -> send(created(beans()), "create"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void failsOnAFormThatItDoesNotKnow(int form) {
    Map<String, Object> payload = admitted("create", beans());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> decide(null, "create", payload, LATER, form))
        .withMessageContaining("has form " + form + ", known are 1 to 1");
  }
}
