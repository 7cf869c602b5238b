package orderbakery.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.component.Lookup;

/**
 * The products that the lines of an order name.
 *
 * @param products as they are presented, by id
 */
record Catalogue(Map<String, Map<String, Object>> products) {
  private static final List<String> FIELDS =
      List.of("version", "status", "name", "sku", "price", "currency");

  /** What there is of these products now, in one read. */
  static Catalogue of(Lookup others, Set<String> ids) {
    return new Catalogue(others.find("product", ids, FIELDS));
  }

  /** The product with an id, empty when there is none. */
  Optional<Map<String, Object>> product(String id) {
    return Optional.ofNullable(products.get(id));
  }
}
