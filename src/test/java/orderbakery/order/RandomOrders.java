package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.object;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Requests as they might come: valid ones, spoilt ones, and anything that is JSON. */
final class RandomOrders {

  private static final Arbitrary<String> FIELD =
      Arbitraries.of(
          "number",
          "date",
          "currency",
          "customer",
          "products",
          "note",
          "name",
          "email",
          "sku",
          "quantity",
          "price",
          "reason",
          "total",
          "id",
          "reference",
          "billingAddress",
          "shippingAddress",
          "discount",
          "tax",
          "shipping",
          "taxIncluded",
          "metadata",
          "product",
          "phone",
          "country",
          "lines");

  private static final int MAX_DEPTH = 3;

  private RandomOrders() {}

  /** Any JSON object, often with the names of our fields. */
  static Arbitrary<Map<String, Object>> jsonObject() {
    return members(MAX_DEPTH);
  }

  private static Arbitrary<Map<String, Object>> members(int depth) {
    Arbitrary<String> name =
        Arbitraries.oneOf(FIELD, FIELD, Arbitraries.strings().all().ofMaxLength(5));
    return Arbitraries.maps(name, json(depth - 1)).ofMaxSize(6);
  }

  /** Any JSON value, in each type that a parser may give it. */
  private static Arbitrary<Object> json(int depth) {
    return depth == 0
        ? scalar()
        : Arbitraries.oneOf(
            scalar(),
            json(depth - 1).list().ofMaxSize(4).map(Object.class::cast),
            members(depth).map(Object.class::cast));
  }

  private static Arbitrary<Object> scalar() {
    return Arbitraries.oneOf(
        Arbitraries.just(null),
        Arbitraries.of(true, false, "EUR", "2026-11-23T10:15:00Z", "a@b", "12.50"),
        Arbitraries.strings().all().ofMaxLength(30).map(Object.class::cast),
        Arbitraries.integers().map(Object.class::cast),
        Arbitraries.longs().map(Object.class::cast),
        Arbitraries.bigIntegers().map(Object.class::cast),
        Arbitraries.doubles().map(Object.class::cast),
        Combinators.combine(Arbitraries.longs(), Arbitraries.integers())
            .as((digits, scale) -> new BigDecimal(BigInteger.valueOf(digits), scale)));
  }

  /** A valid order with any of the optional fields. */
  static Arbitrary<Map<String, Object>> valid() {
    return Arbitraries.of("EUR", "USD", "JPY", "KWD", "CLF").flatMap(RandomOrders::validIn);
  }

  private static Arbitrary<Map<String, Object>> validIn(String currency) {
    int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
    return Combinators.combine(
            line(decimals).list().ofMinSize(1).ofMaxSize(8),
            Arbitraries.longs().between(0, 9_007_199_254_740_991L).injectNull(0.3),
            Arbitraries.of("2026-11-23T10:15:00Z", "1996-07-04T23:59:59.5-11:30").injectNull(0.3),
            people().injectNull(0.3),
            Combinators.combine(addresses().injectNull(0.5), addresses().injectNull(0.5))
                .as((billing, delivery) -> Arrays.asList(billing, delivery)),
            shipping(decimals).injectNull(0.4),
            Combinators.combine(
                    text().ofMaxLength(2000).injectNull(0.3),
                    metadata().injectNull(0.5),
                    Arbitraries.of(true, false).injectNull(0.3))
                .as((note, metadata, taxIncluded) -> Arrays.asList(note, metadata, taxIncluded)),
            Arbitraries.integers().between(0, 1000).injectNull(0.5))
        .as(
            (lines, number, date, customer, addresses, shipping, others, discounted) ->
                discounted(
                    decimals,
                    discounted,
                    withoutNulls(
                        object(
                            "products",
                            lines,
                            "number",
                            number,
                            "reference",
                            number == null ? null : "#" + number,
                            "currency",
                            currency,
                            "date",
                            date,
                            "customer",
                            customer,
                            "billingAddress",
                            addresses.get(0),
                            "shippingAddress",
                            addresses.get(1),
                            "shipping",
                            shipping,
                            "taxIncluded",
                            others.get(2),
                            "note",
                            others.get(0),
                            "metadata",
                            others.get(1)))));
  }

  /** With so many thousandths of its lines as a discount. */
  private static Map<String, Object> discounted(
      int decimals, Integer thousandths, Map<String, Object> order) {
    if (thousandths != null) {
      BigDecimal subtotal = new BigDecimal(Reckoning.of(order).subtotal());
      order.put("discount", share(subtotal, thousandths, decimals));
    }
    return order;
  }

  private static BigDecimal share(BigDecimal of, int thousandths, int decimals) {
    return of.multiply(BigDecimal.valueOf(thousandths))
        .movePointLeft(3)
        .setScale(decimals, RoundingMode.DOWN);
  }

  private static Arbitrary<Map<String, Object>> line(int decimals) {
    Arbitrary<BigDecimal> prices =
        Arbitraries.integers()
            .between(0, 12)
            .flatMap(
                scale ->
                    Arbitraries.bigDecimals()
                        .between(BigDecimal.ZERO, BigDecimal.valueOf(1_000_000_000))
                        .ofScale(scale));
    return Combinators.combine(
            Arbitraries.integers().between(1, 1_000_000).injectNull(0.2),
            prices.flatMap(amount -> Arbitraries.of(amount, amount.toPlainString())),
            Arbitraries.of("BEANS-1", "A/B 12", "咖啡豆").injectNull(0.5),
            Arbitraries.integers().between(0, 1000).injectNull(0.5),
            amount(decimals).injectNull(0.5))
        .as(
            (quantity, price, sku, thousandths, tax) ->
                withoutNulls(
                    object(
                        "name", "Beans",
                        "quantity", quantity,
                        "price", price,
                        "sku", sku,
                        "discount", lineDiscount(decimals, quantity, price, thousandths),
                        "tax", tax)));
  }

  private static Object lineDiscount(
      int decimals, Integer quantity, Object price, Integer thousandths) {
    if (thousandths == null) {
      return null;
    }
    String gross =
        Reckoning.text(Reckoning.gross(decimals, quantity == null ? 1 : quantity, price), decimals);
    return share(new BigDecimal(gross), thousandths, decimals);
  }

  private static Arbitrary<Object> amount(int decimals) {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.ZERO, BigDecimal.valueOf(100_000))
        .ofScale(decimals)
        .flatMap(
            amount -> Arbitraries.of(amount, amount.toPlainString() + (decimals > 0 ? "00" : "")));
  }

  private static Arbitrary<Map<String, Object>> shipping(int decimals) {
    return Combinators.combine(
            Arbitraries.of("Parcel", "Pick-up").injectNull(0.3),
            amount(decimals).injectNull(0.3),
            amount(decimals).injectNull(0.5))
        .as((name, price, tax) -> withoutNulls(object("name", name, "price", price, "tax", tax)))
        .filter(shipping -> !shipping.isEmpty());
  }

  private static Arbitrary<Map<String, Object>> people() {
    return Combinators.combine(
            name().injectNull(0.4),
            Arbitraries.of("ada@example.com").injectNull(0.4),
            Arbitraries.of("+44 20 7946 0000").injectNull(0.4))
        .as(
            (name, email, phone) ->
                withoutNulls(object("name", name, "email", email, "phone", phone)))
        .filter(person -> !person.isEmpty());
  }

  private static Arbitrary<Map<String, Object>> addresses() {
    return Combinators.combine(
            name().injectNull(0.4),
            name().list().ofMinSize(1).ofMaxSize(4).injectNull(0.4),
            Arbitraries.of("GB", "NL", "JP"))
        .as(
            (name, lines, country) ->
                withoutNulls(object("name", name, "lines", lines, "country", country)));
  }

  private static Arbitrary<Map<String, String>> metadata() {
    return Arbitraries.maps(
            Arbitraries.strings().withChars("abcXYZ019_.-").ofMinLength(1).ofMaxLength(40), name())
        .ofMinSize(1)
        .ofMaxSize(50);
  }

  private static Arbitrary<String> name() {
    return text().ofMaxLength(100).map(name -> "A" + name.substring(1));
  }

  private static StringArbitrary text() {
    return Arbitraries.strings().withCharRange(' ', '\u2fff').ofMinLength(1);
  }

  /** A valid order of which one field was replaced by anything. */
  static Arbitrary<Map<String, Object>> spoilt() {
    return Combinators.combine(valid(), FIELD, json(MAX_DEPTH))
        .as(
            (order, field, value) -> {
              Map<String, Object> spoilt = new LinkedHashMap<>(order);
              spoilt.put(field, value);
              return spoilt;
            });
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> object) {
    object.values().removeIf(value -> value == null);
    return object;
  }
}
