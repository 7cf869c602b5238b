package orderbakery.config;

import java.util.Arrays;
import java.util.Optional;

/** A service of the pipeline, with the route by which it takes part. */
enum Role {
  ORDERS_API("orders-api", "create-order"),
  EVENTS_WRITER("events-writer", "write-events"),
  ORDERS_EVENTS_MANAGER("orders-events-manager", "execute-order-events"),
  ORDERS_BAKER("orders-baker", "bake-orders"),
  ORDER_EVENTS("order-events", "deliver-frames");

  private final String roleName;
  private final String entryRoute;

  Role(String roleName, String entryRoute) {
    this.roleName = roleName;
    this.entryRoute = entryRoute;
  }

  /** The name as {@code bakery.roles} has it. */
  String roleName() {
    return roleName;
  }

  /** The id of the route that must run in a process with this role. */
  String entryRoute() {
    return entryRoute;
  }

  static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.roleName.equals(name)).findFirst();
  }
}
