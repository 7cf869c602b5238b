package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** I5: clients that go from one process to another, each of which is killed once, miss nothing. */
@WithRealServers
class FeedNodesIT {
  private static final int ORDERS = 100;

  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("feeds");

  private final AtomicReference<List<BakeryProcess>> feeds = new AtomicReference<>();
  private final AtomicInteger turn = new AtomicInteger();

  @Test
  void missesNothingFromOneProcessToAnother() throws Exception {
    BakeryClient api = processes.start("all", servers.surroundings()).awaitReady().client();
    feeds.set(List.of(startFeed(), startFeed()));
    Map<String, Long> accepted = new HashMap<>();
    try (Watchers watchers = Watchers.of(this::nextFeed)) {
      watchers.awaitFirstConnection();
      for (int killed = 0; killed < 2; killed++) {
        try (Customers customers = Customers.at(api)) {
          customers.awaitMore(ORDERS);
          BakeryProcess other = feeds.get().get(1 - killed);
          feeds.get().get(killed).kill();
          customers.awaitMore(ORDERS);
          feeds.set(killed == 0 ? List.of(startFeed(), other) : List.of(other, startFeed()));
          accepted.putAll(customers.awaitMore(ORDERS).accepted());
        }
      }
      watchers.calmDown();
      api.awaitVersions(accepted);
      watchers.awaitVersions(accepted);
      assertThat(watchers.cuts()).isGreaterThan(100);
    }
  }

  private URI nextFeed() {
    return feeds.get().get(turn.incrementAndGet() % 2).client().feed();
  }

  private BakeryProcess startFeed() throws IOException {
    Surroundings role = servers.surroundings().roles("order-events");
    return processes.start("order-events", role).awaitReady();
  }
}
