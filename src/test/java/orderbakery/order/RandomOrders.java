package orderbakery.order;

import static orderbakery.fixtures.OrderRequest.object;

import java.math.BigDecimal;
import java.math.BigInteger;
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
          "id");

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
            product(decimals).list().ofMinSize(1).ofMaxSize(8),
            Arbitraries.longs().between(0, 9_007_199_254_740_991L).injectNull(0.3),
            Arbitraries.of("2026-11-23T10:15:00Z", "1996-07-04T23:59:59.5-11:30").injectNull(0.3),
            text()
                .ofMaxLength(200)
                .map(name -> object("name", "A" + name.substring(1)))
                .injectNull(0.3),
            text().ofMaxLength(2000).injectNull(0.3))
        .as(
            (products, number, date, customer, note) ->
                withoutNulls(
                    object(
                        "products", products,
                        "number", number,
                        "currency", currency,
                        "date", date,
                        "customer", customer,
                        "note", note)));
  }

  private static Arbitrary<Map<String, Object>> product(int decimals) {
    Arbitrary<BigDecimal> price =
        Arbitraries.bigDecimals()
            .between(BigDecimal.ZERO, BigDecimal.valueOf(1_000_000_000))
            .ofScale(decimals);
    return Combinators.combine(
            Arbitraries.integers().between(1, 1_000_000).injectNull(0.2),
            price.flatMap(amount -> Arbitraries.of(amount, amount.toPlainString())),
            Arbitraries.of("BEANS-1", "x").injectNull(0.5))
        .as(
            (quantity, amount, sku) ->
                withoutNulls(
                    object("name", "Beans", "quantity", quantity, "price", amount, "sku", sku)));
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
