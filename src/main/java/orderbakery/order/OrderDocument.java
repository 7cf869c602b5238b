package orderbakery.order;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.component.AttachedFiles;
import orderbakery.component.Times;

/** The state of an order as its source document holds it. */
final class OrderDocument {

  private OrderDocument() {}

  static Map<String, Object> of(Order order) {
    Map<String, Object> document = new LinkedHashMap<>(order.details().fields());
    document.put("status", order.status().name());
    if (order.cancelReason() != null) {
      document.put("cancelReason", order.cancelReason());
    }
    order.files().addTo(document);
    document.put("createdAt", Times.text(order.createdAt()));
    document.put("updatedAt", Times.text(order.updatedAt()));
    return document;
  }

  /** The inverse of {@link #of}; the fields of the envelope do not matter. */
  static Order order(Map<String, Object> document) {
    return new Order(
        OrderDetails.in(document),
        OrderStatus.valueOf((String) document.get("status")),
        (String) document.get("cancelReason"),
        AttachedFiles.in(document),
        Instant.parse((String) document.get("createdAt")),
        Instant.parse((String) document.get("updatedAt")));
  }
}
