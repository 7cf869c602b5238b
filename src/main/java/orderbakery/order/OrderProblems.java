package orderbakery.order;

import orderbakery.component.EntityProblems;
import orderbakery.component.Problem;

/** The refusals of an order, with the types of contract.md section 1. */
final class OrderProblems {

  /** Those that every component has. */
  static final EntityProblems COMMON = new EntityProblems("order");

  private OrderProblems() {}

  static Problem alreadyCreated() {
    return notChangeable("An order with this id exists already.");
  }

  static Problem cancelled() {
    return notChangeable("The order is CANCELLED; only one that is PLACED can be changed.");
  }

  static Problem nothingToFollow() {
    return notChangeable("No line names the product in an older version.");
  }

  private static Problem notChangeable(String detail) {
    return new Problem("order-not-changeable", "The order cannot be changed", 409, detail);
  }
}
