package orderbakery.order;

import java.util.Currency;
import java.util.List;

/**
 * The part of an order that its client writes.
 *
 * @param number may be null
 * @param date RFC 3339 in UTC, as precise as the client sent it
 * @param customer may be null
 * @param products at least one
 * @param note may be null
 */
record OrderDetails(
    Long number,
    String date,
    Currency currency,
    Customer customer,
    List<Product> products,
    String note) {

  OrderDetails {
    products = List.copyOf(products);
    if (products.isEmpty()) {
      throw new IllegalArgumentException("An order has at least one product");
    }
  }

  /** The sum of the quantities. */
  long items() {
    return products.stream().mapToLong(Product::quantity).sum();
  }

  Money total() {
    return products.stream()
        .map(product -> product.total(currency))
        .reduce(Money::plus)
        .orElseThrow();
  }
}
