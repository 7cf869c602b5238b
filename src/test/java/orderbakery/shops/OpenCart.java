package orderbakery.shops;

import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.shops.Shop.each;
import static orderbakery.shops.Shop.lines;
import static orderbakery.shops.Shop.number;
import static orderbakery.shops.Shop.text;
import static orderbakery.shops.Shop.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/**
 * All of OpenCart is strings, names are HTML, amounts have four decimals, and what was added to the
 * lines or taken off them is a list of its own. Its tax is known as a whole: it goes with shipping.
 */
final class OpenCart {

  private OpenCart() {}

  static Map<String, Object> order(JsonNode order) {
    List<Map<String, Object>> products = each(order.get("products")).map(OpenCart::line).toList();
    return object(
        "number", order.get("order_id").asLong(),
        "reference", order.get("invoice_prefix").asText() + order.get("order_id").asText(),
        "date", order.get("date_added").asText().replace(' ', 'T') + "Z",
        "currency", value(order.get("currency_code")),
        "customer",
            object(
                "name", Shop.name(order.get("firstname"), order.get("lastname")),
                "email", value(order.get("email")),
                "phone", value(order.get("telephone"))),
        "billingAddress", address(order, "payment_"),
        "shippingAddress", address(order, "shipping_"),
        "products", products,
        "discount", text(added(order, "coupon").negate()),
        "shipping",
            object(
                "name", value(order.get("shipping_method")),
                "price", text(added(order, "shipping")),
                "tax", text(added(order, "tax"))),
        "taxIncluded", false,
        "note", plain(order.get("comment")));
  }

  private static Map<String, Object> line(JsonNode product) {
    return object(
        "sku", value(product.get("model")),
        "name", plain(product.get("name")),
        "quantity", product.get("quantity").asInt(),
        "price", value(product.get("price")));
  }

  private static BigDecimal added(JsonNode order, String code) {
    return each(order.get("totals"))
        .filter(total -> total.get("code").asText().equals(code))
        .map(total -> number(total.get("value")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String plain(JsonNode html) {
    return HtmlUtils.htmlUnescape(html.asText());
  }

  private static Map<String, Object> address(JsonNode order, String kind) {
    return Shop.address(
        Shop.name(order.get(kind + "firstname"), order.get(kind + "lastname")),
        value(order.get(kind + "company")),
        lines(order.get(kind + "address_1"), order.get(kind + "address_2")),
        value(order.get(kind + "city")),
        value(order.get(kind + "zone")),
        value(order.get(kind + "postcode")),
        value(order.get(kind + "iso_code_2")));
  }
}
