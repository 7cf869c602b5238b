package orderbakery.processes;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** I5: clients that are cut again and again, from processes that die, miss nothing. */
class FeedOutageIT {
  private static final Logger LOG = LoggerFactory.getLogger(FeedOutageIT.class);
  private static final int ORDERS = 100;

  @RegisterExtension final Processes processes = new Processes("feed");
  @TempDir Path data;

  @Test
  void missesNothingOverAKillAndAStop() throws Exception {
    AtomicReference<BakeryProcess> bakery = new AtomicReference<>(start());
    Map<String, Long> accepted = new HashMap<>();
    try (Watchers watchers = Watchers.of(() -> bakery.get().client().feed())) {
      watchers.awaitFirstConnection();
      accepted.putAll(acceptOrders(bakery.get()));
      watchers.awaitFirst();
      accepted.putAll(acceptOrdersAndDie(bakery.get()));
      bakery.set(start());
      accepted.putAll(acceptOrders(bakery.get()));
      watchers.calmDown();
      bakery.get().client().awaitVersions(accepted);
      watchers.awaitVersions(accepted);

      bakery.get().stop();

      await("each watcher is told of the restart")
          .atMost(Patience.REACTION)
          .until(() -> watchers.all().stream().allMatch(it -> it.closeCodes().contains(1001)));
      bakery.set(start());
      accepted.putAll(acceptOrders(bakery.get()));
      watchers.awaitVersions(accepted);
      LOG.warn("{} watchers were cut {} times", watchers.all().size(), watchers.cuts());
    }
  }

  private BakeryProcess start() throws IOException {
    return processes.start("all", Surroundings.embedded(data)).awaitReady();
  }

  private static Map<String, Long> acceptOrders(BakeryProcess bakery) throws Exception {
    try (Customers customers = Customers.at(bakery.client())) {
      return customers.awaitMore(ORDERS).accepted();
    }
  }

  private static Map<String, Long> acceptOrdersAndDie(BakeryProcess bakery) throws Exception {
    try (Customers customers = Customers.at(bakery.client())) {
      customers.awaitMore(ORDERS);
      bakery.kill();
      return customers.accepted();
    }
  }
}
