package orderbakery.processes;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import orderbakery.fixtures.FaultProxy;
import orderbakery.fixtures.FaultProxy.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** I5: clients go from one order-events process to another, and miss nothing on the way. */
@WithRealServers
class FeedNodesIT {
  private static final Logger LOG = LoggerFactory.getLogger(FeedNodesIT.class);
  private static final int ORDERS = 100;

  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("feed-nodes");

  /** The nodes that a gateway would send clients to. */
  private final List<BakeryProcess> nodes = new CopyOnWriteArrayList<>();

  @Test
  void missNothingWhenANodeIsKilledAndAnotherIsSlow() throws Exception {
    FaultProxy broker = servers.brokerProxy();
    FaultProxy store = servers.storeProxy();
    BakeryProcess others = startOthers();
    BakeryProcess doomed = startNode("doomed", servers.surroundings());
    BakeryProcess slow = startNode("slow", servers.surroundings(broker, store));
    BakeryProcess fresh = startNode("fresh", servers.surroundings());
    nodes.addAll(List.of(doomed, slow));

    try (Watchers watchers = Watchers.of(this::anyNode);
        Customers customers = Customers.at(others.client())) {
      watchers.awaitFirstConnection();
      broker.set(Mode.SLOW);
      store.set(Mode.SLOW);
      customers.awaitMore(ORDERS);
      nodes.remove(doomed);
      doomed.kill();
      customers.awaitMore(ORDERS);
      nodes.add(fresh);
      broker.set(Mode.FREEZE);
      customers.awaitMore(ORDERS);
      broker.set(Mode.SLOW);
      customers.awaitMore(ORDERS);
      broker.cut();
      customers.awaitMore(ORDERS);

      Map<String, Long> accepted = customers.accepted();
      broker.set(Mode.PASS);
      store.set(Mode.PASS);
      watchers.calmDown();
      others.client().awaitVersions(accepted);
      watchers.awaitVersions(accepted);
      LOG.warn(
          "{} watchers of {} orders were cut {} times",
          watchers.all().size(),
          accepted.size(),
          watchers.cuts());
    }
  }

  private URI anyNode() {
    return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())).client().feed();
  }

  /** Takes, executes and bakes orders, and sends no frame to any client. */
  private BakeryProcess startOthers() throws IOException {
    Surroundings here =
        servers
            .surroundings()
            .roles("orders-api", "events-writer", "orders-events-manager", "orders-baker");
    return processes.start("others", here).awaitReady();
  }

  private BakeryProcess startNode(String name, Surroundings here) throws IOException {
    return processes.start(name, here.roles("order-events")).awaitReady();
  }
}
