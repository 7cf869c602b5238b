package orderbakery.order;

import java.util.List;
import orderbakery.component.FieldError;
import orderbakery.component.Problem;

/** The refusals of an order, with the types of contract.md section 1. */
final class OrderProblems {

  private OrderProblems() {}

  static Problem invalid(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? "1 value breaks the rules of an order."
            : errors.size() + " values break the rules of an order.";
    return new Problem("invalid-order", "The order is not valid", 422, detail, errors);
  }

  static Problem unknown() {
    return new Problem(
        "unknown-order", "There is no such order", 404, "No order was created with this id.");
  }

  static Problem alreadyCreated() {
    return notChangeable("An order with this id exists already.");
  }

  static Problem cancelled() {
    return notChangeable("The order is CANCELLED; only one that is PLACED can be changed.");
  }

  static Problem deleted() {
    return new Problem(
        "order-deleted", "The order was deleted", 410, "The order is DELETED; its history stays.");
  }

  private static Problem notChangeable(String detail) {
    return new Problem("order-not-changeable", "The order cannot be changed", 409, detail);
  }
}
