package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.component.Caller;
import org.junit.jupiter.api.Test;

/** I5, over thousands of cuts: whatever is lost, late or repeated between the steps of the feed. */
class FeedUnderCutsTest {
  private static final int RUNS = 100;
  private static final int STEPS = 6000;
  private static final int CLIENTS = 8;
  private static final int LONGEST_BATCH = 5;
  private static final List<Set<String>> TYPES =
      List.of(
          Set.of("order.created"),
          Set.of("order.cancelled"),
          Set.of("order.created", "order.updated"));
  private static final List<Caller> OWNERS =
      Stream.of("ada", "bob").map(name -> new Caller(name, Set.of("orders:read"))).toList();
  private static final int ROUNDS_TO_SETTLE = 50_000;
  private static final List<String> FEW = Stream.of(1, 2, 3).map(SimulatedBakery::order).toList();

  private int cuts;
  private int cutsWhileCatchingUp;
  private int refusals;
  private int failures;

  @Test
  void everyClientEndsWithTheNewestVersionsAndNeverGoesBack() {
    for (int seed = 0; seed < RUNS; seed++) {
      try {
        new Run(new Random(seed)).check();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }

    assertThat(cuts).isGreaterThan(3000);
    assertThat(cutsWhileCatchingUp).isGreaterThan(1000);
    assertThat(refusals).isGreaterThan(500);
    assertThat(failures).isGreaterThan(3000);
  }

  private final class Run {
    private final Random chance;
    private final SimulatedBakery bakery;
    private final List<SimulatedClient> clients = new ArrayList<>();

    Run(Random chance) {
      this.chance = chance;
      this.bakery = new SimulatedBakery(chance);
      for (int i = 0; i < 2; i++) {
        bakery.nodes.add(new SimulatedNode(chance, bakery, LONGEST_BATCH));
      }
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new SimulatedClient("client" + i, filterOf(i)));
      }
      for (Caller owner : OWNERS) {
        clients.add(new SimulatedClient(owner.principal(), "", owner));
        clients.add(new SimulatedClient(owner.principal() + "'s", filterOf(2), owner));
      }
      for (SimulatedClient client : clients) {
        client.connect(node());
        client.handle();
        client.read();
      }
    }

    private static String filterOf(int client) {
      if (client == 0) {
        return "&id=" + String.join("&id=", FEW);
      }
      return client <= TYPES.size() ? "&type=" + String.join("&type=", TYPES.get(client - 1)) : "";
    }

    void check() {
      for (int i = 0; i < STEPS; i++) {
        step(chance.nextInt(1000));
      }
      settle();
      Map<String, Long> newest = bakery.versions();
      for (SimulatedClient client : clients.subList(1 + TYPES.size(), CLIENTS)) {
        assertThat(client.versions).isEqualTo(newest);
      }
      for (int i = 0; i < OWNERS.size(); i++) {
        String owner = OWNERS.get(i).principal();
        assertThat(clients.get(CLIENTS + 2 * i).versions)
            .isNotEmpty()
            .isEqualTo(ownedBy(owner, newest));
        hasHeardOfAll(TYPES.get(1), clients.get(CLIENTS + 2 * i + 1), owner);
      }
      for (int i = 0; i < TYPES.size(); i++) {
        hasHeardOfAll(TYPES.get(i), clients.get(1 + i), null);
      }
      newest.keySet().retainAll(FEW);
      assertThat(clients.get(0).versions).isEqualTo(newest);
      clients.forEach(client -> cuts += client.cuts);
      clients.forEach(client -> cutsWhileCatchingUp += client.cutsWhileCatchingUp);
      clients.forEach(client -> refusals += client.refusals);
      failures += bakery.failures;
    }

    private static Map<String, Long> ownedBy(String owner, Map<String, Long> versions) {
      Map<String, Long> owned = new HashMap<>(versions);
      owned.keySet().removeIf(order -> !owner.equals(SimulatedBakery.ownerOf(order)));
      return owned;
    }

    /** Whatever overtook it, each change of a type is told, in its version or a newer one. */
    private void hasHeardOfAll(Set<String> types, SimulatedClient client, String owner) {
      Map<String, Long> all = bakery.versions(types);
      (owner == null ? all : ownedBy(owner, all))
          .forEach(
              (order, version) ->
                  assertThat(client.versions.getOrDefault(order, 0L))
                      .as("%s, who asks for %s, of %s", client, types, order)
                      .isGreaterThanOrEqualTo(version));
    }

    private void step(int dice) {
      if (dice < 80) {
        bakery.change();
      } else if (dice < 85) {
        bakery.reject();
      } else if (dice < 175) {
        bakery.tell();
      } else if (dice < 180) {
        bakery.repeat();
      } else if (dice < 181) {
        node().restart();
      } else if (dice < 182) {
        node().pause();
      } else if (dice < 184) {
        node().loseQueue();
      } else if (dice < 189) {
        node().bind();
      } else if (dice < 224) {
        client().cut();
      } else if (dice < 262) {
        connect(client());
      } else if (dice < 265) {
        client().subscribeToNonsense();
      } else if (dice < 500) {
        node().step();
      } else if (dice < 650) {
        client().handle();
      } else {
        client().read();
      }
    }

    private void connect(SimulatedClient client) {
      if (!client.isConnected() && chance.nextInt(4) == 0) {
        client.connectWithARefusedFilter(node());
      } else if (!client.isConnected()) {
        client.connect(node());
      }
    }

    private SimulatedNode node() {
      return bakery.nodes.get(chance.nextInt(bakery.nodes.size()));
    }

    private SimulatedClient client() {
      return clients.get(chance.nextInt(clients.size()));
    }

    /** No more changes and no more cuts: all comes to rest. */
    private void settle() {
      bakery.nodes.forEach(SimulatedNode::bind);
      for (int i = 0; isBusy(); i++) {
        assertThat(i).as("rounds until all is at rest").isLessThan(ROUNDS_TO_SETTLE);
        bakery.tell();
        bakery.nodes.forEach(SimulatedNode::step);
        clients.forEach(this::connect);
        clients.forEach(SimulatedClient::handle);
        clients.forEach(SimulatedClient::read);
      }
    }

    private boolean isBusy() {
      return bakery.hasUntold()
          || bakery.nodes.stream().anyMatch(SimulatedNode::isBusy)
          || clients.stream().anyMatch(SimulatedClient::isBusy);
    }
  }
}
