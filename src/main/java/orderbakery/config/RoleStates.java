package orderbakery.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;

/** Which roles of this process are at work: their routes run, and nobody has suspended them. */
final class RoleStates {
  private final Roles roles;
  private final Work work;
  private final CamelContext camel;

  RoleStates(Roles roles, Work work, CamelContext camel) {
    this.roles = roles;
    this.work = work;
    this.camel = camel;
  }

  boolean isAtWork(Role role) {
    return work.hasBegun() && status(role) == ServiceStatus.Started;
  }

  /** For each role whether it is at work, or what its route does instead. */
  Map<String, String> all() {
    Map<String, String> states = new LinkedHashMap<>();
    for (Role role : roles.taken()) {
      states.put(role.roleName(), isAtWork(role) ? "at work" : instead(role));
    }
    return states;
  }

  private String instead(Role role) {
    return work.hasBegun() ? "route " + role.entryRoute() + " is " + status(role) : "not begun";
  }

  private ServiceStatus status(Role role) {
    return camel.getRouteController().getRouteStatus(role.entryRoute());
  }
}
