package orderbakery.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.log.PlatformEvent;

/**
 * Brings the payloads of old events into today's form, a step a form. The log keeps them as they
 * were; a step is never changed once an event was written in the form it leads to.
 */
final class OrderUpcasting {

  /** One step, from a form to the next. */
  @FunctionalInterface
  private interface Step {
    Map<String, Object> apply(String operation, Map<String, Object> payload);
  }

  /** The step at index i leads from form i to form i + 1. */
  private static final List<Step> STEPS = List.of(OrderUpcasting::wrapWithCurrencyAndQuantities);

  private OrderUpcasting() {}

  /**
   * The payload of an event in today's form.
   *
   * @throws IllegalArgumentException for a form that is newer than this program
   */
  static Map<String, Object> payload(PlatformEvent event) {
    int form = event.schemaVersion();
    if (form < 0 || form > STEPS.size()) {
      throw new IllegalArgumentException(
          "Event %s has form %d, the newest known is %d".formatted(event.id(), form, STEPS.size()));
    }
    Map<String, Object> payload = event.payload();
    for (Step step : STEPS.subList(form, STEPS.size())) {
      payload = step.apply(event.operation(), payload);
    }
    return payload;
  }

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
    return OrderPayload.ofOrder(order);
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
