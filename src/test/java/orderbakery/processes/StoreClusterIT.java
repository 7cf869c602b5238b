package orderbakery.processes;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Members of the replica set fail: nothing accepted is lost, and nobody lends a hand. */
@WithCluster
class StoreClusterIT {
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

  private void assertNothingIsLost(Map<String, Long> accepted) {
    servers.books().awaitBaked(accepted);
    servers.books().assertNoHole();
    servers.books().assertVersionsWithoutGap();
  }
}
