package orderbakery.shops;

import static orderbakery.fixtures.OrderRequest.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A shop whose orders are exported: where its own sum stands, and what they are in our fields. */
enum Shop {
  WOOCOMMERCE("total", WooCommerce::order),
  SHOPIFY("total_price", Shopify::order),
  MAGENTO("grand_total", Magento::order),
  OPENCART("total", OpenCart::order);

  private final String total;

  @SuppressWarnings("ImmutableEnumChecker") // a translation holds nothing
  private final Function<JsonNode, Map<String, Object>> translation;

  Shop(String total, Function<JsonNode, Map<String, Object>> translation) {
    this.total = total;
    this.translation = translation;
  }

  /** What the customer pays, as the shop has worked it out. */
  BigDecimal total(JsonNode exported) {
    return number(exported.get(total));
  }

  /** The body of a request. What the shop leaves empty is sent as it is: null, or "". */
  Map<String, Object> translated(JsonNode exported) {
    return translation.apply(exported);
  }

  /** A value as a JSON parser gives it. */
  static Object value(JsonNode node) {
    return node == null || node.isNull() ? null : node.isNumber() ? number(node) : node.asText();
  }

  /** An amount, which is a number or a string; none where there is nothing. */
  static BigDecimal number(JsonNode node) {
    return node == null || node.isNull() || node.asText().isEmpty()
        ? BigDecimal.ZERO
        : new BigDecimal(node.asText());
  }

  /** The sum of a member over an array. */
  static BigDecimal sum(JsonNode array, String member) {
    return each(array).map(it -> number(it.get(member))).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The price of one piece, where only the line's is known: with as many decimals as we take. */
  static String perPiece(BigDecimal line, int quantity) {
    return line.divide(BigDecimal.valueOf(quantity), MathContext.DECIMAL64)
        .setScale(12, RoundingMode.HALF_UP)
        .toPlainString();
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static String text(BigDecimal amount) {
    return amount.toPlainString();
  }

  /** First and last name, which may both be empty. */
  static String name(JsonNode first, JsonNode last) {
    return (first == null ? "" : first.asText()) + " " + (last == null ? "" : last.asText());
  }

  /** An address, or null for one without a country, which is an empty form. */
  static Map<String, Object> address(
      String name,
      Object company,
      List<Object> lines,
      Object city,
      Object region,
      Object postalCode,
      Object country) {
    return country == null || country.equals("")
        ? null
        : object(
            "name", name,
            "company", company,
            "lines", lines,
            "city", city,
            "region", region,
            "postalCode", postalCode,
            "country", country);
  }

  static List<Object> lines(JsonNode... lines) {
    List<Object> values = new ArrayList<>();
    Stream.of(lines).forEach(line -> values.add(value(line)));
    return values;
  }

  /** Metadata of names and values; ours allow no blanks in a name. */
  static Map<String, Object> metadata(JsonNode array, String name) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    each(array)
        .forEach(
            it -> metadata.put(it.get(name).asText().replace(' ', '-'), value(it.get("value"))));
    return metadata;
  }
}
