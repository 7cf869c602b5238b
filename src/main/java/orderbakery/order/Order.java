package orderbakery.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import orderbakery.component.Problem;

/**
 * The state of an order. Times have milliseconds, and are those of acceptance.
 *
 * @param cancelReason null unless a reason was given
 */
public record Order(
    OrderDetails details,
    OrderStatus status,
    String cancelReason,
    Instant createdAt,
    Instant updatedAt) {

  public Order {
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  static Order placed(OrderDetails details, Instant at) {
    return new Order(details, OrderStatus.PLACED, null, at, at);
  }

  Order with(OrderDetails newDetails, Instant at) {
    return new Order(newDetails, status, cancelReason, createdAt, at);
  }

  Order cancelled(String reason, Instant at) {
    return new Order(details, OrderStatus.CANCELLED, reason, createdAt, at);
  }

  Order deleted(Instant at) {
    return new Order(details, OrderStatus.DELETED, cancelReason, createdAt, at);
  }

  boolean isDeleted() {
    return status == OrderStatus.DELETED;
  }

  /** Why this order cannot be changed or cancelled: only a placed one can. */
  Optional<Problem> obstacleToChange() {
    return status == OrderStatus.CANCELLED
        ? Optional.of(OrderProblems.cancelled())
        : obstacleToDeletion();
  }

  /** Why this order cannot be deleted: a cancelled one can, a deleted one is gone. */
  Optional<Problem> obstacleToDeletion() {
    return isDeleted() ? Optional.of(OrderProblems.COMMON.deleted()) : Optional.empty();
  }
}
