package orderbakery.order;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import orderbakery.component.JsonObject;

/** The details of an order as the log and the store hold them: the normal form of a request. */
final class DetailsDocument {

  private DetailsDocument() {}

  static Map<String, Object> of(OrderDetails details) {
    return new JsonObject()
        .with("number", details.number())
        .with("date", details.date())
        .with("currency", details.currency().getCurrencyCode())
        .with("customer", of(details.customer()))
        .with("products", details.products().stream().map(DetailsDocument::of).toList())
        .with("note", details.note())
        .toMap();
  }

  /** The inverse of {@link #of}; other fields of the document do not matter. */
  static OrderDetails details(Map<?, ?> document) {
    return new OrderDetails(
        document.get("number") instanceof Number number ? number.longValue() : null,
        (String) document.get("date"),
        Currency.getInstance((String) document.get("currency")),
        document.get("customer") instanceof Map<?, ?> customer ? customer(customer) : null,
        ((List<?>) document.get("products"))
            .stream().map(product -> product((Map<?, ?>) product)).toList(),
        (String) document.get("note"));
  }

  static Map<String, Object> of(Product product) {
    return new JsonObject()
        .with("sku", product.sku())
        .with("name", product.name())
        .with("quantity", product.quantity())
        .with("price", product.price().toString())
        .toMap();
  }

  private static Product product(Map<?, ?> document) {
    return new Product(
        (String) document.get("sku"),
        (String) document.get("name"),
        ((Number) document.get("quantity")).intValue(),
        Money.of((String) document.get("price")));
  }

  private static Map<String, Object> of(Customer customer) {
    return customer == null
        ? null
        : new JsonObject().with("name", customer.name()).with("email", customer.email()).toMap();
  }

  private static Customer customer(Map<?, ?> document) {
    return new Customer((String) document.get("name"), (String) document.get("email"));
  }
}
