package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Composition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of docker/compose.yaml, each with a few of the roles, give the same together as all
 * roles in one.
 */
@WithRealServers
class RolesIT {
  @RegisterExtension static final RealServers SERVERS = new RealServers();
  @RegisterExtension static final Processes PROCESSES = new Processes("roles");

  private static final Logger LOG = LoggerFactory.getLogger(RolesIT.class);
  private static final Map<String, BakeryProcess> BY_SERVICE = new ConcurrentHashMap<>();

  @BeforeAll
  static void startTheComposition() throws IOException {
    for (String service : Composition.roles().keySet()) {
      start(service);
    }
    BY_SERVICE.values().forEach(BakeryProcess::awaitReady);
  }

  private static void start(String service) throws IOException {
    Surroundings surroundings = SERVERS.surroundings().roles(Composition.roles().get(service));
    BY_SERVICE.put(service, PROCESSES.start(service, surroundings));
  }

  @Test
  void bakeOrdersTogether() throws Exception {
    BakeryClient api = at("orders-api");

    try (Listener feed = at("order-events").listen()) {
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
    SERVERS.books().assertNoHole();
    SERVERS.books().assertVersionsWithoutGap();
  }

  @Test
  void letOrdersFollowTheirProducts() throws Exception {
    BakeryClient api = at("orders-api");
    String product = api.createProduct("Beans");

    try (Listener feed = at("order-events").listen()) {
      String order = api.placeOf(product, "Prefer", "wait=30").orderId();
      assertThat(api.rename(product, "Dark beans").status()).isEqualTo(202);

      feed.awaitTypes(order, "order.created", "order.updated");
      assertThat(api.order(order).json().at("/products/0/name").asText()).isEqualTo("Dark beans");
      assertThat(api.get("/order/" + order + "/events").json().findValuesAsText("principal"))
          .containsExactly("anonymous", "related-changes");
    }
  }

  /** Whoever follows, executes or bakes may die at any moment. */
  @Test
  void letOrdersFollowTheirProductsThoughProcessesAreKilled() throws Exception {
    long seed = System.nanoTime();
    FollowedProducts followed = new FollowedProducts(SERVERS.source(), SERVERS.presentation());

    try (Shop shop = Shop.open(at("orders-api"), seed);
        Watcher watcher = Watcher.of(() -> at("order-events").feed(), seed)) {
      killEachAtARandomMoment(shop, new Random(seed));
      placeOrdersBehindTheLastNames(shop, followed);
      Set<String> orders = shop.accepted();

      followed.awaitAllFollow(orders);
      LOG.warn("{} orders; {} follow commands came too late", orders.size(), followed.refused());
      followed.assertToldOnce(orders);
      SERVERS.books().assertNoHole();
      SERVERS.books().assertVersionsWithoutGap();
      await("the feed has told all")
          .atMost(Patience.REACTION)
          .untilAsserted(
              () -> assertThat(watcher.versions()).containsAllEntriesOf(followed.versions(orders)));
      assertThat(watcher.faults()).isEmpty();
    }
  }

  private static void killEachAtARandomMoment(Shop shop, Random chance) throws IOException {
    List<String> doomed =
        new ArrayList<>(List.of("related-changes", "related-changes", "orders-events-manager"));
    Collections.shuffle(doomed, chance);
    for (String service : doomed) {
      BY_SERVICE.get(service).awaitReady();
      shop.awaitMore(1 + chance.nextInt(20));
      BY_SERVICE.get(service).kill();
      start(service);
    }
  }

  /** While nobody bakes, orders are accepted with names that no follow-up looks for any more. */
  private static void placeOrdersBehindTheLastNames(Shop shop, FollowedProducts followed)
      throws Exception {
    BY_SERVICE.get("orders-baker").kill();
    Set<String> before = shop.orders();
    followed.awaitFollowUps(shop.nameForTheLastTime(), before);
    shop.awaitMore(10);
    start("orders-baker");
  }

  private static BakeryClient at(String service) {
    return BY_SERVICE.get(service).client();
  }
}
