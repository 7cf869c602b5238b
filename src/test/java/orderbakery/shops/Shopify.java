package orderbakery.shops;

import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.shops.Shop.each;
import static orderbakery.shops.Shop.lines;
import static orderbakery.shops.Shop.sum;
import static orderbakery.shops.Shop.text;
import static orderbakery.shops.Shop.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Prices of Shopify hold their tax or not, as it says; what is absent is null. */
final class Shopify {

  private Shopify() {}

  static Map<String, Object> order(JsonNode order) {
    List<Map<String, Object>> products = each(order.get("line_items")).map(Shopify::line).toList();
    JsonNode shipping = order.at("/shipping_lines/0");
    return object(
        "number", order.get("order_number").asLong(),
        "reference", value(order.get("name")),
        "date", value(order.get("created_at")),
        "currency", value(order.get("currency")),
        "customer", customer(order),
        "billingAddress", address(order.get("billing_address")),
        "shippingAddress", address(order.get("shipping_address")),
        "products", products,
        "shipping", shipping.isMissingNode() ? null : shipping(shipping),
        "taxIncluded", order.get("taxes_included").asBoolean(),
        "note", value(order.get("note")),
        "metadata", Shop.metadata(order.get("note_attributes"), "name"));
  }

  /** A sale at the counter has none; a guest has an e-mail only. */
  private static Map<String, Object> customer(JsonNode order) {
    JsonNode customer = order.get("customer");
    if (customer.isNull()) {
      return order.get("email").asText().isEmpty()
          ? null
          : object("email", value(order.get("email")), "phone", value(order.get("phone")));
    }
    return object(
        "name", Shop.name(customer.get("first_name"), customer.get("last_name")),
        "email", value(customer.get("email")),
        "phone", value(customer.get("phone")));
  }

  private static Map<String, Object> line(JsonNode item) {
    return object(
        "sku", value(item.get("sku")),
        "name", value(item.get("name")),
        "quantity", item.get("quantity").asInt(),
        "price", value(item.get("price")),
        "discount", text(sum(item.get("discount_allocations"), "amount")),
        "tax", text(sum(item.get("tax_lines"), "price")));
  }

  private static Map<String, Object> shipping(JsonNode line) {
    return object(
        "name", value(line.get("title")),
        "price", value(line.get("discounted_price")),
        "tax", text(sum(line.get("tax_lines"), "price")));
  }

  private static Map<String, Object> address(JsonNode address) {
    return address.isNull()
        ? null
        : Shop.address(
            address.get("name").asText(),
            value(address.get("company")),
            lines(address.get("address1"), address.get("address2")),
            value(address.get("city")),
            value(address.get("province")),
            value(address.get("zip")),
            value(address.get("country_code")));
  }
}
