package orderbakery.order;

import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The part of an order that its client writes. Most of it is only carried; what something is worked
 * out of has a method here.
 *
 * @param fields in the normal form of {@link OrderForm}, which is sound
 */
record OrderDetails(Map<String, Object> fields) {

  /** Copies the fields: nothing changes them, and their integers are long as in the normal form. */
  @SuppressWarnings("unchecked") // a copy has the keys of its original
  OrderDetails {
    fields = (Map<String, Object>) copyOf(fields);
  }

  /**
   * The details in a document that holds them among other fields. Orders that were stored before
   * there was {@code taxIncluded} had prices with their tax.
   */
  static OrderDetails in(Map<String, Object> document) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String name : OrderForm.NAMES) {
      if (document.containsKey(name)) {
        fields.put(name, document.get(name));
      }
    }
    fields.putIfAbsent("taxIncluded", true);
    return new OrderDetails(fields);
  }

  Currency currency() {
    return Currency.getInstance((String) fields.get("currency"));
  }

  String date() {
    return (String) fields.get("date");
  }

  List<Line> lines() {
    return ((List<?>) fields.get("products")).stream().map(OrderDetails::line).toList();
  }

  @SuppressWarnings("unchecked") // as the form has it
  private static Line line(Object fields) {
    return new Line((Map<String, Object>) fields);
  }

  /** The same with other lines. */
  OrderDetails withLines(UnaryOperator<Line> change) {
    Map<String, Object> changed = new LinkedHashMap<>(fields);
    changed.put("products", lines().stream().map(line -> change.apply(line).fields()).toList());
    return new OrderDetails(changed);
  }

  /** The sum of the quantities. */
  long items() {
    return lines().stream().mapToLong(Line::quantity).sum();
  }

  /** The sum of the lines. */
  Money subtotal() {
    Currency currency = currency();
    return lines().stream().map(line -> line.total(currency)).reduce(Money::plus).orElseThrow();
  }

  /** Off the whole order. */
  Money discount() {
    return Money.ofOptional(fields.get("discount"));
  }

  /** The sum of all taxes; empty when none was sent. */
  Optional<Money> tax() {
    Stream<Object> ofLines =
        lines().stream().flatMap(line -> Stream.ofNullable(line.fields().get("tax")));
    return Stream.concat(ofLines, shipping("tax").stream()).map(Money::of).reduce(Money::plus);
  }

  /** What the customer pays. */
  Money total() {
    Money withoutTax =
        subtotal().minus(discount()).plus(shipping("price").map(Money::of).orElse(Money.NONE));
    return fields.get("taxIncluded").equals(true)
        ? withoutTax
        : withoutTax.plus(tax().orElse(Money.NONE));
  }

  private Optional<Object> shipping(String member) {
    return fields.get("shipping") instanceof Map<?, ?> shipping
        ? Optional.ofNullable(shipping.get(member))
        : Optional.empty();
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> members) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      members.forEach((name, member) -> copy.put(name, copyOf(member)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> values) {
      return values.stream().map(OrderDetails::copyOf).toList();
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }
}
