package orderbakery.processes;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Members of the replica set fail: nothing accepted is lost, and nobody lends a hand. */
@WithCluster
class StoreClusterIT {
  /** To an order with a key, which MongoDB has to take: 4 s, and more on a busy machine. */
  private static final Duration ANSWER = Duration.ofSeconds(12);

  @RegisterExtension final Cluster cluster = new Cluster();
  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("store-cluster");

  private BakeryProcess bakery;

  @BeforeEach
  void start() throws Exception {
    bakery = processes.start("all", servers.surroundings()).awaitReady();
  }

  /** What only the primary has is rolled back when it comes back behind two others. */
  @Test
  void losesNothingThatAPrimaryRollsBackWhateverTheDefaultOfTheServer() throws Exception {
    cluster.setDefaultWriteConcern(1);
    try (Customers customers = Customers.withPausesAt(bakery.client())) {
      customers.awaitMore(100);
      String primary = cluster.primary();
      String[] secondaries = cluster.secondaries();

      cluster.kill(secondaries);
      customers.awaitMore(100);
      bakery.awaitDown();
      cluster.kill(primary);
      cluster.start(secondaries);
      cluster.primary();
      cluster.start(primary);
      customers.awaitMore(100);

      assertNothingIsLost(customers.accepted());
    } finally {
      cluster.setDefaultWriteConcern("majority");
    }
  }

  @Test
  void goesOnWithAnotherPrimaryWhenOneHangs() throws Exception {
    assertGoesOnWithAnotherPrimary("the primary hung", cluster::freeze, cluster::thaw);
  }

  @Test
  void goesOnWithAnotherPrimaryWhenOneIsKilled() throws Exception {
    assertGoesOnWithAnotherPrimary("the primary was killed", cluster::kill, cluster::start);
  }

  private void assertGoesOnWithAnotherPrimary(String after, Act harm, Act mend) throws Exception {
    try (Customers customers = Customers.withPausesAt(bakery.client())) {
      customers.awaitMore(50);
      String primary = cluster.primary();

      harm.on(primary);
      Outages.assertGoesOn(bakery, after, ANSWER);

      mend.on(primary);
      customers.awaitMore(50);
      assertNothingIsLost(customers.accepted());
    }
    Outages.assertToldInAFewLines(bakery, "MongoDB");
  }

  private void assertNothingIsLost(Map<String, Long> accepted) {
    servers.books().awaitBaked(accepted);
    servers.books().assertNoHole();
    servers.books().assertVersionsWithoutGap();
  }

  /** What is done to a member. */
  @FunctionalInterface
  private interface Act {
    void on(String... members) throws Exception;
  }
}
