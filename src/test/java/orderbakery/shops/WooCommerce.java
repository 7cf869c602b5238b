package orderbakery.shops;

import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.shops.Shop.each;
import static orderbakery.shops.Shop.lines;
import static orderbakery.shops.Shop.name;
import static orderbakery.shops.Shop.number;
import static orderbakery.shops.Shop.perPiece;
import static orderbakery.shops.Shop.text;
import static orderbakery.shops.Shop.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Amounts of WooCommerce are without tax, whatever its shop window shows. */
final class WooCommerce {

  private WooCommerce() {}

  static Map<String, Object> order(JsonNode order) {
    List<Object> products = new ArrayList<>();
    each(order.get("line_items")).forEach(item -> products.add(line(item)));
    BigDecimal rebate = BigDecimal.ZERO;
    for (JsonNode fee : order.get("fee_lines")) {
      if (number(fee.get("total")).signum() < 0) {
        rebate = rebate.subtract(number(fee.get("total")));
      } else {
        products.add(object("name", value(fee.get("name")), "price", value(fee.get("total"))));
      }
    }
    JsonNode billing = order.get("billing");
    return object(
        "reference", value(order.get("number")),
        "date", order.get("date_created_gmt").asText() + "Z",
        "currency", value(order.get("currency")),
        "customer",
            object(
                "name", name(billing.get("first_name"), billing.get("last_name")),
                "email", value(billing.get("email")),
                "phone", value(billing.get("phone"))),
        "billingAddress", address(billing),
        "shippingAddress", address(order.get("shipping")),
        "products", products,
        "discount", text(rebate),
        "shipping",
            object(
                "name", value(order.at("/shipping_lines/0/method_title")),
                "price", value(order.get("shipping_total")),
                "tax", value(order.get("shipping_tax"))),
        "taxIncluded", false,
        "note", value(order.get("customer_note")),
        "metadata", Shop.metadata(order.get("meta_data"), "key"));
  }

  private static Map<String, Object> line(JsonNode item) {
    BigDecimal before = number(item.get("subtotal"));
    int quantity = item.get("quantity").asInt();
    return object(
        "sku", value(item.get("sku")),
        "name", value(item.get("name")),
        "quantity", quantity,
        "price", perPiece(before, quantity),
        "discount", text(before.subtract(number(item.get("total")))),
        "tax", value(item.get("total_tax")));
  }

  private static Map<String, Object> address(JsonNode address) {
    return Shop.address(
        name(address.get("first_name"), address.get("last_name")),
        value(address.get("company")),
        lines(address.get("address_1"), address.get("address_2")),
        value(address.get("city")),
        value(address.get("state")),
        value(address.get("postcode")),
        value(address.get("country")));
  }
}
