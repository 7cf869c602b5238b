package orderbakery.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.component.Payload;
import orderbakery.component.Times;
import orderbakery.component.Upcasting;
import orderbakery.log.PlatformEvent;

/** The forms that the payloads of orders have had. */
final class OrderUpcasting {

  static final Upcasting STEPS =
      new Upcasting(
          0,
          List.of(
              OrderUpcasting::wrapWithCurrencyAndQuantities,
              OrderUpcasting::sayWhatWentWithoutSaying));

  private OrderUpcasting() {}

  /**
   * In form 0 an order was its payload, as the client had sent it: prices were numbers of euros,
   * and one piece of each product was meant where no quantity was said.
   */
  private static Map<String, Object> wrapWithCurrencyAndQuantities(
      PlatformEvent event, Map<String, Object> payload) {
    if (!event.operation().equals("create") && !event.operation().equals("update")) {
      return payload;
    }
    Map<String, Object> order = new LinkedHashMap<>(payload);
    order.put("currency", "EUR");
    order.computeIfPresent("products", (name, products) -> products(products));
    return Payload.ofWhole(Orders.NAME, order);
  }

  /** In form 1 all prices held their tax, and a patch that removed the date made it that of now. */
  private static Map<String, Object> sayWhatWentWithoutSaying(
      PlatformEvent event, Map<String, Object> payload) {
    if (payload.get(Orders.NAME) instanceof Map<?, ?> whole) {
      Map<String, Object> order = copyOf(whole);
      order.putIfAbsent("taxIncluded", true);
      return Payload.ofWhole(Orders.NAME, order);
    }
    if (Payload.isPatch(payload)) {
      Map<String, Object> patch = Payload.patch(payload, event);
      if (patch.containsKey("date")) {
        patch.putIfAbsent("date", Times.text(event.acceptedAt()));
      }
      return Payload.ofPatch(patch);
    }
    return payload;
  }

  private static List<Map<String, Object>> products(Object products) {
    return ((List<?>) products).stream().map(product -> product((Map<?, ?>) product)).toList();
  }

  private static Map<String, Object> product(Map<?, ?> old) {
    Map<String, Object> product = copyOf(old);
    product.putIfAbsent("quantity", 1);
    product.computeIfPresent("price", (name, price) -> euros(price));
    return product;
  }

  private static Map<String, Object> copyOf(Map<?, ?> object) {
    Map<String, Object> copy = new LinkedHashMap<>();
    object.forEach((name, value) -> copy.put((String) name, value));
    return copy;
  }

  private static String euros(Object price) {
    return new BigDecimal(price.toString()).setScale(2, RoundingMode.UNNECESSARY).toPlainString();
  }
}
