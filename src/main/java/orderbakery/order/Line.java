package orderbakery.order;

import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A line of an order.
 *
 * @param fields in their normal form
 */
record Line(Map<String, Object> fields) {

  /** The id of a product that the line follows, or null. */
  String product() {
    return (String) fields.get("product");
  }

  /** The version of the product that the line has seen; 0 for none. */
  long productVersion() {
    return fields.get("productVersion") instanceof Number version ? version.longValue() : 0;
  }

  /** The currency of the product when the line was accepted; null where it names none. */
  String productCurrency() {
    return (String) fields.get("productCurrency");
  }

  String name() {
    return (String) fields.get("name");
  }

  /** May be null. */
  String sku() {
    return (String) fields.get("sku");
  }

  /** Whether it has seen that its product was deleted. */
  boolean isDiscontinued() {
    return Boolean.TRUE.equals(fields.get("discontinued"));
  }

  long quantity() {
    return ((Number) fields.get("quantity")).longValue();
  }

  /** Before its discount: what the pieces cost, rounded half up to the currency. */
  Money gross(Currency currency) {
    return Money.of(fields.get("price")).times(quantity()).roundedTo(currency);
  }

  Money discount() {
    return Money.ofOptional(fields.get("discount"));
  }

  Money total(Currency currency) {
    return gross(currency).minus(discount());
  }

  /** As it is once the line has seen a change of its product; the price stays. */
  Line following(ProductChange change) {
    Map<String, Object> followed = new LinkedHashMap<>(fields);
    followed.put("productVersion", change.version());
    followed.put("name", change.name());
    followed.put("sku", change.sku());
    followed.put("discontinued", change.deleted() ? true : null);
    followed.values().removeIf(Objects::isNull);
    return new Line(followed);
  }
}
