package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import orderbakery.embedded.EmbeddedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded servers keep their word: what was answered 202 outlives kill -9. */
class EmbeddedKillIT {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKillIT.class);
  private static final int ORDERS = 100;

  @RegisterExtension final Processes processes = new Processes("embedded");
  @TempDir Path data;

  @Test
  void keepsEveryAcceptedOrderOverTwoKillsAndAStop() throws Exception {
    String key = UUID.randomUUID().toString();
    Map<String, Long> accepted = new HashMap<>();
    Set<String> placedOnce = new HashSet<>();
    for (int round = 0; round < 2; round++) {
      BakeryProcess bakery = start();
      try (Customers customers = Customers.at(bakery.client())) {
        customers.awaitMore(ORDERS);
        placedOnce.add(bakery.client().placeOnce(key, "Beans").orderId());
        bakery.kill();
        accepted.putAll(customers.accepted());
      }
    }
    LOG.warn("{} orders were accepted before the kills", accepted.size());

    BakeryProcess bakery = start();
    bakery.client().awaitVersions(accepted);
    placedOnce.add(bakery.client().placeOnce(key, "Beans").orderId());
    bakery.stop();

    assertThat(placedOnce).as("a repeat after a kill").hasSize(1);
    accepted.put(placedOnce.iterator().next(), 1L);
    checkBooks(accepted.keySet());
  }

  private BakeryProcess start() throws IOException {
    return processes.start("all", Surroundings.embedded(data)).awaitReady();
  }

  private void checkBooks(Set<String> accepted) {
    try (EmbeddedStore store = EmbeddedStore.open(data.resolve("store"), 0);
        MongoClient client = MongoClients.create(store.connectionString())) {
      Books books = new Books(client.getDatabase("source"), client.getDatabase("presentation"));
      books.awaitBaked(accepted);
      books.assertNoHole();
      books.assertVersionsWithoutGap();
    }
  }
}
