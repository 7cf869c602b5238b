package orderbakery.order;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.component.FieldError;
import orderbakery.component.form.Reading;

/**
 * Fills in the lines that name a product, when an order is accepted: the payload in the log is
 * whole. Name and SKU are the product's, as they will be after each of its changes; a price that
 * was sent stays.
 */
final class ProductLines {

  private final Catalogue catalogue;
  private final List<FieldError> errors = new ArrayList<>();

  private ProductLines(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The ids of the products that lines name; of none when the reading is not sound. */
  static Set<String> products(Reading reading) {
    return reading.isSound() && reading.normalForm().get("products") instanceof List<?> lines
        ? lines.stream()
            .flatMap(line -> Stream.ofNullable((String) ((Map<?, ?>) line).get("product")))
            .collect(toSet())
        : Set.of();
  }

  /**
   * What a client has sent, filled in.
   *
   * @param reading of a whole order or a merge-patch, which is sound and has lines
   */
  static Reading fillIn(Reading reading, Catalogue catalogue) {
    Map<String, Object> order = new LinkedHashMap<>(reading.normalForm());
    List<?> lines = (List<?>) order.get("products");
    ProductLines filling = new ProductLines(catalogue);
    List<Object> filled = new ArrayList<>();
    lines.forEach(line -> filled.add(filling.filledIn(filled.size(), (Map<?, ?>) line)));
    order.put("products", filled);
    return Reading.of(order, filling.errors);
  }

  private Map<String, Object> filledIn(int index, Map<?, ?> sent) {
    Map<String, Object> line = new LinkedHashMap<>();
    sent.forEach((name, value) -> line.put((String) name, value));
    if (line.get("product") instanceof String id) {
      Optional<Map<String, Object>> product = catalogue.product(id);
      if (product.isEmpty()) {
        refuse(index, "must be the id of a product");
      } else if (!"ACTIVE".equals(product.get().get("status"))) {
        refuse(index, "must not be a product that was deleted");
      } else {
        fillIn(line, product.get());
      }
    }
    return line;
  }

  private static void fillIn(Map<String, Object> line, Map<String, Object> product) {
    line.put("productVersion", ((Number) product.get("version")).longValue());
    line.put("productCurrency", product.get("currency"));
    line.put("name", product.get("name"));
    line.remove("sku");
    if (product.containsKey("sku")) {
      line.put("sku", product.get("sku"));
    }
    line.putIfAbsent("price", product.get("price"));
  }

  private void refuse(int index, String detail) {
    errors.add(new FieldError("/products/" + index + "/product", detail));
  }
}
