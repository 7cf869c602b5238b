package orderbakery.product;

import static orderbakery.fixtures.AFile.aFile;
import static orderbakery.fixtures.OrderRequest.object;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Admission.Refused;
import orderbakery.component.Decision;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.Decision.Rejected;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;

/** What the tests of this package say to the component, and hear from it. */
final class ProductEvents {

  static final String ID = "0193a5b0-0000-7000-8000-000000000002";
  static final Instant ACCEPTED = Instant.parse("2026-11-23T10:15:00.123Z");
  static final Instant LATER = Instant.parse("2026-11-24T08:00:00.500Z");
  static final Products PRODUCTS = new Products(Currency.getInstance("EUR"));

  private ProductEvents() {}

  /** A product with all fields that a client may write. */
  static Map<String, Object> beans() {
    return object(
        "name",
        "Espresso beans 1 kg",
        "price",
        "12.50",
        "currency",
        "EUR",
        "sku",
        "BEANS-1",
        "description",
        "Dark, from Sidamo",
        "metadata",
        object("roast", "dark"));
  }

  static Map<String, Object> admitted(String operation, Map<String, Object> body) {
    if (PRODUCTS.admit(operation, body, ACCEPTED) instanceof Admitted admitted) {
      return admitted.payload();
    }
    throw new AssertionError("Not admitted: " + body);
  }

  static List<FieldError> errors(String operation, Map<String, Object> body) {
    return PRODUCTS.admit(operation, body, ACCEPTED) instanceof Refused refused
        ? refused.problem().errors()
        : List.of();
  }

  /** Decides a command that came later than the product. */
  static Decision<Product> decide(Product product, String operation, Map<String, Object> payload) {
    return decide(product, operation, payload, LATER, PRODUCTS.schemaVersion());
  }

  static Decision<Product> decide(
      Product product, String operation, Map<String, Object> payload, Instant at, int form) {
    ScheduledCommand command =
        new ScheduledCommand(
            ID, ID, "product", operation, payload, null, at, "node-1", "ada", true, "digest", null);
    PlatformEvent event = new PlatformEvent(command, new Position(3, 17), at, form);
    return PRODUCTS.decide(Optional.ofNullable(product), event);
  }

  static Product created(Map<String, Object> body) {
    return accepted(
        decide(null, "create", admitted("create", body), ACCEPTED, PRODUCTS.schemaVersion()));
  }

  static Product aProductWithAFile() {
    return accepted(decide(created(beans()), "attach", admitted("attach", aFile(1))));
  }

  static Product aDeletedProduct() {
    return accepted(decide(created(beans()), "delete", Map.of()));
  }

  static Product accepted(Decision<Product> decision) {
    if (decision instanceof Accepted<Product> accepted) {
      return accepted.state();
    }
    throw new AssertionError("Not accepted: " + decision);
  }

  static Problem rejected(Decision<Product> decision) {
    if (decision instanceof Rejected<Product> rejected) {
      return rejected.problem();
    }
    throw new AssertionError("Not rejected: " + decision);
  }
}
