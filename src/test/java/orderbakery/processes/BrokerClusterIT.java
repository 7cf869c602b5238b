package orderbakery.processes;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes of RabbitMQ fail: nothing accepted is lost, and nobody lends a hand. */
@WithCluster
class BrokerClusterIT {
  /** For a confirm that does not come: 5 s, and more on a busy machine. */
  private static final Duration ANSWER = Duration.ofSeconds(12);

  @RegisterExtension final Cluster cluster = new Cluster();
  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("broker-cluster");

  private BakeryProcess bakery;

  @BeforeEach
  void start() throws Exception {
    bakery = processes.start("all", servers.surroundings()).awaitReady();
  }

  /** Its queues have their leaders there, too: they were declared by way of it. */
  @Test
  void goesOnWithAnotherNodeWhenItsOwnHangs() throws Exception {
    try (Customers customers = Customers.withPausesAt(bakery.client())) {
      customers.awaitMore(50);
      String node = cluster.publishingNode();

      cluster.freeze(node);
      Outages.assertGoesOn(bakery, "its node of RabbitMQ hung", ANSWER);

      cluster.thaw(node);
      customers.awaitMore(50);
      assertNothingIsLost(customers.accepted());
    }
    Outages.assertToldInAFewLines(bakery, "RabbitMQ");
  }

  @Test
  void goesOnWithAnotherNodeWhenItsOwnIsKilledAndSaysWhenNoneServesIt() throws Exception {
    try (Customers customers = Customers.withPausesAt(bakery.client())) {
      customers.awaitMore(50);
      String first = cluster.publishingNode();

      cluster.kill(first);
      Outages.assertGoesOn(bakery, "its node of RabbitMQ was killed", ANSWER);

      String second = cluster.publishingNode();
      cluster.kill(second);
      bakery.awaitDown();

      cluster.start(first, second);
      bakery.awaitReady();
      customers.awaitMore(50);
      assertNothingIsLost(customers.accepted());
    }
    Outages.assertToldInAFewLines(bakery, "RabbitMQ");
  }

  private void assertNothingIsLost(Map<String, Long> accepted) {
    servers.books().awaitBaked(accepted);
    servers.books().assertNoHole();
  }
}
