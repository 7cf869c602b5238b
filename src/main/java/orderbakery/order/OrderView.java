package orderbakery.order;

import java.util.Currency;
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
    Map<String, Object> document = DetailsDocument.of(details);
    return view.with("cancelReason", order.cancelReason())
        .with("number", document.get("number"))
        .with("date", document.get("date"))
        .with("currency", document.get("currency"))
        .with("customer", document.get("customer"))
        .with(
            "products",
            details.products().stream()
                .map(product -> product(product, details.currency()))
                .toList())
        .with("items", details.items())
        .with("total", details.total().toString())
        .with("note", document.get("note"))
        .with("createdAt", Times.text(order.createdAt()))
        .with("updatedAt", Times.text(order.updatedAt()));
  }

  private static Map<String, Object> product(Product product, Currency currency) {
    Map<String, Object> view = DetailsDocument.of(product);
    view.put("total", product.total(currency).toString());
    return view;
  }
}
