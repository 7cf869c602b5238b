package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each role in a process of its own gives the same as all of them in one. */
@WithRealServers
class RolesIT {
  private static final List<String> ROLES =
      List.of(
          "orders-api", "events-writer", "orders-events-manager", "orders-baker", "order-events");

  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("roles");

  @Test
  void bakeOrdersTogether() throws Exception {
    Map<String, BakeryProcess> byRole = startAll();
    BakeryClient api = byRole.get("orders-api").client();

    try (Listener feed = byRole.get("order-events").client().listen()) {
      String cancelled = api.place().orderId();
      assertThat(api.replace(cancelled, "Tea").status()).isEqualTo(202);
      assertThat(api.cancel(cancelled).status()).isEqualTo(202);
      String deleted = api.place().orderId();
      assertThat(api.delete(deleted).status()).isEqualTo(202);
      // a cancelled order does not change any more
      assertThat(api.note(cancelled, "too late").status()).isEqualTo(202);

      feed.awaitTypes(
          cancelled, "order.created", "order.updated", "order.cancelled", "order.rejected");
      feed.awaitTypes(deleted, "order.created", "order.deleted");
      // heard of by a frame: api and baker are two processes
      assertThat(api.placeAndWait().status()).isEqualTo(201);
      Answer presented = api.order(cancelled);
      assertThat(presented.json().get("status").asText()).isEqualTo("CANCELLED");
      assertThat(presented.json().get("version").asLong()).isEqualTo(3);
      assertThat(presented.json().at("/products/0/name").asText()).isEqualTo("Tea");
      assertThat(api.order(deleted).status()).isEqualTo(410);
    }
    servers.books().assertNoHole();
    servers.books().assertVersionsWithoutGap();
  }

  private Map<String, BakeryProcess> startAll() throws Exception {
    Map<String, BakeryProcess> byRole = new HashMap<>();
    for (String role : ROLES) {
      byRole.put(role, processes.start(role, servers.surroundings().roles(role)));
    }
    byRole.values().forEach(BakeryProcess::awaitReady);
    return byRole;
  }
}
