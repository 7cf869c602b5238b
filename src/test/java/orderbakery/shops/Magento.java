package orderbakery.shops;

import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.shops.Shop.each;
import static orderbakery.shops.Shop.lines;
import static orderbakery.shops.Shop.name;
import static orderbakery.shops.Shop.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Amounts of Magento are numbers without tax; the chosen part of a product is an item as well. */
final class Magento {

  private Magento() {}

  static Map<String, Object> order(JsonNode order) {
    List<Map<String, Object>> products =
        each(order.get("items"))
            .filter(item -> !item.has("parent_item_id"))
            .map(Magento::line)
            .toList();
    return object(
        "reference", value(order.get("increment_id")),
        "date", order.get("created_at").asText().replace(' ', 'T') + "Z",
        "currency", value(order.get("order_currency_code")),
        "customer",
            object(
                "name", name(order.get("customer_firstname"), order.get("customer_lastname")),
                "email", value(order.get("customer_email"))),
        "billingAddress", address(order.get("billing_address")),
        "shippingAddress",
            address(order.at("/extension_attributes/shipping_assignments/0/shipping/address")),
        "products", products,
        "shipping",
            object(
                "name", value(order.get("shipping_description")),
                "price", value(order.get("shipping_amount")),
                "tax", value(order.get("shipping_tax_amount"))),
        "taxIncluded", false,
        "note", value(order.at("/status_histories/0/comment")),
        "metadata", object("coupon", value(order.get("coupon_code"))));
  }

  private static Map<String, Object> line(JsonNode item) {
    return object(
        "sku", value(item.get("sku")),
        "name", value(item.get("name")),
        "quantity", item.get("qty_ordered").asInt(),
        "price", value(item.get("price")),
        "discount", value(item.get("discount_amount")),
        "tax", value(item.get("tax_amount")));
  }

  private static Map<String, Object> address(JsonNode address) {
    JsonNode[] street =
        Stream.of(address.get("street")).flatMap(Shop::each).toArray(JsonNode[]::new);
    return Shop.address(
        name(address.get("firstname"), address.get("lastname")),
        value(address.get("company")),
        lines(street),
        value(address.get("city")),
        value(address.get("region")),
        value(address.get("postcode")),
        value(address.get("country_id")));
  }
}
