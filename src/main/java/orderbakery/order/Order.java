package orderbakery.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import orderbakery.component.AttachedFiles;
import orderbakery.component.Problem;

/**
 * The state of an order. Times have milliseconds, and are those of acceptance.
 *
 * @param cancelReason null unless a reason was given
 * @param files which no client writes with the order
 */
public record Order(
    OrderDetails details,
    OrderStatus status,
    String cancelReason,
    AttachedFiles files,
    Instant createdAt,
    Instant updatedAt) {

  public Order {
    createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  static Order placed(OrderDetails details, Instant at) {
    return new Order(details, OrderStatus.PLACED, null, AttachedFiles.NONE, at, at);
  }

  Order with(OrderDetails newDetails, Instant at) {
    return new Order(newDetails, status, cancelReason, files, createdAt, at);
  }

  Order with(AttachedFiles newFiles, Instant at) {
    return new Order(details, status, cancelReason, newFiles, createdAt, at);
  }

  Order cancelled(String reason, Instant at) {
    return new Order(details, OrderStatus.CANCELLED, reason, files, createdAt, at);
  }

  Order deleted(Instant at) {
    return new Order(details, OrderStatus.DELETED, cancelReason, files, createdAt, at);
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
