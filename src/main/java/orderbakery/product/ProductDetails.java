package orderbakery.product;

import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.component.JsonObject;

/**
 * The part of a product that its client writes.
 *
 * @param price decimal, of one piece
 * @param sku may be null
 * @param description may be null
 * @param metadata may be empty
 */
record ProductDetails(
    String name,
    String price,
    Currency currency,
    String sku,
    String description,
    Map<String, String> metadata) {

  /** From the normal form of a request, or a document that holds it among other fields. */
  static ProductDetails of(Map<String, Object> document) {
    return new ProductDetails(
        (String) document.get("name"),
        (String) document.get("price"),
        Currency.getInstance((String) document.get("currency")),
        (String) document.get("sku"),
        (String) document.get("description"),
        metadata(document.get("metadata")));
  }

  /** The normal form of a request. */
  Map<String, Object> toDocument() {
    return new JsonObject()
        .with("name", name)
        .with("price", price)
        .with("currency", currency.getCurrencyCode())
        .with("sku", sku)
        .with("description", description)
        .with("metadata", metadata.isEmpty() ? null : new LinkedHashMap<>(metadata))
        .toMap();
  }

  private static Map<String, String> metadata(Object entries) {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (entries instanceof Map<?, ?> members) {
      members.forEach((name, value) -> metadata.put((String) name, (String) value));
    }
    return metadata;
  }
}
