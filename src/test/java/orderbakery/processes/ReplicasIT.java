package orderbakery.processes;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.fixtures.FaultProxy;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two equal processes share the partitions, and each takes over from the other. */
@WithRealServers
class ReplicasIT {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicasIT.class);
  private static final String EXECUTES = "orders-events-manager-";

  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("replicas");

  @Test
  void shareThePartitions() throws Exception {
    assumeTrue(
        servers.brokerVersion() >= 4,
        "consumer priority moves a single active consumer only on RabbitMQ 4");
    BakeryProcess first = replica(0);
    first.awaitReady();
    replica(1).awaitReady();

    try (Customers customers = Customers.at(first.client())) {
      await("each partition is executed by the replica that prefers it")
          .atMost(Patience.WARM_UP)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertShared(Instant.now().minusSeconds(1)));
      servers.books().awaitBaked(customers.accepted().keySet());
    }
    servers.books().assertNoHole();
    servers.books().assertVersionsWithoutGap();
  }

  private void assertShared(Instant since) {
    List<Document> executed = executedSince(since);
    assertThat(partitionsOf(executed)).hasSize(RealServers.PARTITIONS);
    assertThat(executed)
        .allSatisfy(
            event ->
                assertThat(event.getString("executedBy"))
                    .isEqualTo(EXECUTES + event.getInteger("partition") % 2));
  }

  @Test
  void takeOverFromAKilledOne() throws Exception {
    BakeryProcess first = replica(0);
    BakeryProcess second = replica(1);
    first.awaitReady();
    second.awaitReady();

    Map<String, Long> accepted;
    try (Customers customers = Customers.at(second.client())) {
      customers.awaitMore(100);
      Stopwatch sinceKill = Stopwatch.start();
      first.kill();
      awaitAllPartitions(Instant.now(), Patience.REACTION);
      LOG.warn("Every partition was at work again {} ms after kill -9", sinceKill.millis());
      accepted = customers.accepted();
    }
    servers.books().awaitBaked(accepted.keySet());
    second.client().awaitVersions(accepted);
    servers.books().assertNoHole();
    servers.books().assertVersionsWithoutGap();
  }

  /** It would hold its partitions for as long as it can do nothing with them. */
  @Test
  void takeOverFromOneThatIsCutOffFromTheStore() throws Exception {
    FaultProxy store = servers.storeProxy();
    BakeryProcess first =
        processes.start("0", servers.surroundings(servers.brokerProxy(), store).replica(0, 2));
    BakeryProcess second = replica(1);
    first.awaitReady();
    second.awaitReady();

    Map<String, Long> accepted;
    try (Customers customers = Customers.withPausesAt(second.client())) {
      customers.awaitMore(50);
      Stopwatch sinceCut = Stopwatch.start();
      store.set(FaultProxy.Mode.DROP);
      awaitAllPartitions(Instant.now(), Duration.ofMinutes(2));
      LOG.warn("Every partition was at work again {} ms after the cut", sinceCut.millis());
      store.set(FaultProxy.Mode.PASS);
      first.awaitReady();
      customers.awaitMore(50);
      accepted = customers.accepted();
    }
    servers.books().awaitBaked(accepted);
    servers.books().assertNoHole();
    servers.books().assertVersionsWithoutGap();
    Outages.assertToldInAFewLines(first, "MongoDB");
  }

  /** Waits until an order of each partition has gone all the way since then. */
  private void awaitAllPartitions(Instant since, Duration patience) {
    await("an order of each partition is baked")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> bakedPartitionsSince(since).size() == RealServers.PARTITIONS);
  }

  private Set<Integer> bakedPartitionsSince(Instant since) {
    Set<String> executed =
        executedSince(since).stream().map(event -> event.getString("_id")).collect(toSet());
    return servers
        .presentation()
        .getCollection("orders")
        .find(in("_id", executed))
        .map(order -> order.get("feed", Document.class).getInteger("partition"))
        .into(new HashSet<>());
  }

  private List<Document> executedSince(Instant since) {
    return servers
        .books()
        .events(and(eq("status", "EXECUTED"), gt("acceptedAt", Date.from(since))));
  }

  private static Set<Integer> partitionsOf(List<Document> events) {
    return events.stream().map(event -> event.getInteger("partition")).collect(toSet());
  }

  private BakeryProcess replica(int index) throws IOException {
    return processes.start("" + index, servers.surroundings().replica(index, 2));
  }
}
