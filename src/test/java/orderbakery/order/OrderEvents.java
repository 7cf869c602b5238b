package orderbakery.order;

import static orderbakery.fixtures.AFile.aFile;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Admission;
import orderbakery.component.Admission.Admitted;
import orderbakery.component.Admission.Refused;
import orderbakery.component.Decision;
import orderbakery.component.Decision.Accepted;
import orderbakery.component.Decision.Rejected;
import orderbakery.component.FieldError;
import orderbakery.component.Lookup;
import orderbakery.component.Problem;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;

/** What the tests of this package say to the component, and hear from it. */
final class OrderEvents {

  static final String ID = "0193a5b0-0000-7000-8000-000000000001";
  static final String PRODUCT = "0193a5b0-0000-7000-8000-00000000000f";
  static final Instant ACCEPTED = Instant.parse("2026-11-23T10:15:00.123Z");
  static final Instant LATER = Instant.parse("2026-11-24T08:00:00.500Z");

  static final Orders ORDERS = new Orders(Currency.getInstance("EUR"));

  private OrderEvents() {}

  /** A product as it is presented. */
  static Map<String, Object> beans(long version, String name) {
    return object(
        "id",
        PRODUCT,
        "version",
        version,
        "status",
        "ACTIVE",
        "name",
        name,
        "price",
        "12.50",
        "currency",
        "EUR",
        "sku",
        "BEANS-" + version);
  }

  /** There is this product and no other. */
  static Lookup presented(Map<String, Object> product) {
    String id = (String) product.get("id");
    return (component, ids, fields) ->
        component.equals("product") && ids.contains(id) ? Map.of(id, product) : Map.of();
  }

  static Map<String, Object> admitted(String operation, Map<String, Object> body) {
    return payload(ORDERS.admit(operation, body, ACCEPTED));
  }

  static Map<String, Object> admitted(String operation, Map<String, Object> body, Lookup others) {
    return payload(ORDERS.admit(operation, body, ACCEPTED, others));
  }

  private static Map<String, Object> payload(Admission admission) {
    if (admission instanceof Admitted admitted) {
      return admitted.payload();
    }
    throw new AssertionError("Not admitted: " + admission);
  }

  static List<FieldError> errors(String operation, Map<String, Object> body) {
    return errors(operation, body, Lookup.NOTHING);
  }

  static List<FieldError> errors(String operation, Map<String, Object> body, Lookup others) {
    return ORDERS.admit(operation, body, ACCEPTED, others) instanceof Refused refused
        ? refused.problem().errors()
        : List.of();
  }

  static PlatformEvent event(String operation, Map<String, Object> payload, Instant acceptedAt) {
    return new PlatformEvent(
        new ScheduledCommand(
            ID,
            ID,
            "order",
            operation,
            payload,
            null,
            acceptedAt,
            "node-1",
            "ada",
            true,
            "digest",
            null),
        new Position(3, 17),
        acceptedAt,
        ORDERS.schemaVersion());
  }

  /** Decides a command that came later than the order. */
  static Decision<Order> decide(Order order, String operation, Map<String, Object> payload) {
    return ORDERS.decide(Optional.ofNullable(order), event(operation, payload, LATER));
  }

  static Order placed(Map<String, Object> body) {
    return accepted(
        ORDERS.decide(Optional.empty(), event("create", admitted("create", body), ACCEPTED)));
  }

  /** Placed when the product was in its first version. */
  static Order anOrderOfAProduct() {
    Map<String, Object> payload =
        admitted(
            "create",
            anOrder().product(object("product", PRODUCT)).body(),
            presented(beans(1, "Beans")));
    return accepted(ORDERS.decide(Optional.empty(), event("create", payload, ACCEPTED)));
  }

  /** An order of a product, with the first file. */
  static Order anOrderWithAFile() {
    return accepted(decide(anOrderOfAProduct(), "attach", admitted("attach", aFile(1))));
  }

  static Order aPlacedOrder() {
    return placed(anOrder().of(2, "Beans").body());
  }

  static Order aCancelledOrder() {
    return accepted(decide(aPlacedOrder(), "cancel", object("reason", "too late")));
  }

  static Order aDeletedOrder() {
    return accepted(decide(aPlacedOrder(), "delete", Map.of()));
  }

  static Order accepted(Decision<Order> decision) {
    if (decision instanceof Accepted<Order> accepted) {
      return accepted.state();
    }
    throw new AssertionError("Not accepted: " + decision);
  }

  static Problem rejected(Decision<Order> decision) {
    if (decision instanceof Rejected<Order> rejected) {
      return rejected.problem();
    }
    throw new AssertionError("Not rejected: " + decision);
  }
}
