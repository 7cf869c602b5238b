package orderbakery.order;

import java.util.Map;
import orderbakery.component.JsonObject;
import orderbakery.component.Times;

/** The order as every reader sees it: the raw order of contract.md section 1. */
final class OrderView {

  private OrderView() {}

  /** Of a deleted order nothing is left to see but that it was deleted. */
  static Map<String, Object> of(String id, long version, Order order) {
    JsonObject view =
        new JsonObject()
            .with("id", id)
            .with("version", version)
            .with("status", order.status().name());
    return order.isDeleted() ? view.toMap() : described(view, order).toMap();
  }

  private static JsonObject described(JsonObject view, Order order) {
    OrderDetails details = order.details();
    Map<String, Object> fields = details.fields();
    return view.with("cancelReason", order.cancelReason())
        .with("number", fields.get("number"))
        .with("reference", fields.get("reference"))
        .with("date", fields.get("date"))
        .with("currency", fields.get("currency"))
        .with("customer", fields.get("customer"))
        .with("billingAddress", fields.get("billingAddress"))
        .with("shippingAddress", fields.get("shippingAddress"))
        .with("products", details.lines().stream().map(line -> shown(line, details)).toList())
        .with("items", details.items())
        .with("subtotal", details.subtotal().toString())
        .with("discount", fields.get("discount"))
        .with("shipping", fields.get("shipping"))
        .with("tax", details.tax().map(Money::toString).orElse(null))
        .with("taxIncluded", fields.get("taxIncluded"))
        .with("total", details.total().toString())
        .with("files", order.files().toDocument())
        .with("note", fields.get("note"))
        .with("metadata", fields.get("metadata"))
        .with("createdAt", Times.text(order.createdAt()))
        .with("updatedAt", Times.text(order.updatedAt()));
  }

  private static Map<String, Object> shown(Line line, OrderDetails order) {
    Map<String, Object> fields = line.fields();
    return new JsonObject()
        .with("product", fields.get("product"))
        .with("sku", fields.get("sku"))
        .with("name", fields.get("name"))
        .with("quantity", fields.get("quantity"))
        .with("price", fields.get("price"))
        .with("discount", fields.get("discount"))
        .with("tax", fields.get("tax"))
        .with("total", line.total(order.currency()).toString())
        .with("discontinued", fields.get("discontinued"))
        .toMap();
  }
}
