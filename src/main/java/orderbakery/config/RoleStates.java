package orderbakery.config;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/**
 * Which roles of this process are at work: their routes run, and nobody has suspended them. And
 * which of the routes that help them.
 */
final class RoleStates implements TroubleSource {
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

  /** Of each route that no role begins with; all of them run from the start. */
  @Override
  public List<Trouble> troubles() {
    if (!work.hasBegun()) {
      return List.of();
    }
    Set<String> entries = roles.taken().stream().map(Role::entryRoute).collect(toSet());
    return camel.getRoutes().stream()
        .map(Route::getRouteId)
        .filter(id -> !entries.contains(id))
        .map(id -> helper(id, status(id)))
        .toList();
  }

  private static Trouble helper(String route, ServiceStatus status) {
    return Trouble.of(
        "route " + route,
        status != ServiceStatus.Started,
        "Route %s rests: it is %s".formatted(route, status),
        "Hawtio");
  }

  private ServiceStatus status(Role role) {
    return status(role.entryRoute());
  }

  private ServiceStatus status(String route) {
    return camel.getRouteController().getRouteStatus(route);
  }
}
