package orderbakery.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.component.Payload;
import orderbakery.component.Upcasting;

/** The forms that the payloads of orders have had. */
final class OrderUpcasting {

  static final Upcasting STEPS =
      new Upcasting(0, List.of(OrderUpcasting::wrapWithCurrencyAndQuantities));

  private OrderUpcasting() {}

  /**
   * In form 0 an order was its payload, as the client had sent it: prices were numbers of euros,
   * and one piece of each product was meant where no quantity was said.
   */
  private static Map<String, Object> wrapWithCurrencyAndQuantities(
      String operation, Map<String, Object> payload) {
    if (!operation.equals("create") && !operation.equals("update")) {
      return payload;
    }
    Map<String, Object> order = new LinkedHashMap<>(payload);
    order.put("currency", "EUR");
    order.computeIfPresent("products", (name, products) -> products(products));
    return Payload.ofWhole(Orders.NAME, order);
  }

  private static List<Map<String, Object>> products(Object products) {
    return ((List<?>) products).stream().map(product -> product((Map<?, ?>) product)).toList();
  }

  private static Map<String, Object> product(Map<?, ?> old) {
    Map<String, Object> product = new LinkedHashMap<>();
    old.forEach((name, value) -> product.put((String) name, value));
    product.putIfAbsent("quantity", 1);
    product.computeIfPresent("price", (name, price) -> euros(price));
    return product;
  }

  private static String euros(Object price) {
    return new BigDecimal(price.toString()).setScale(2, RoundingMode.UNNECESSARY).toPlainString();
  }
}
