package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import orderbakery.component.Caller;
import orderbakery.edge.HttpRequest;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.filter.OncePerRequestFilter;

/** Two users, and orders of both and of nobody: each hears of his own, however he listens. */
@Import(FeedOwnersIT.Callers.class)
@DirtiesContext
class FeedOwnersIT extends FlowTest {
  private static final String CALLER = "X-Test-Caller";
  private static final List<String> OWNERS = List.of("ada", "bob", "");
  private static final int STEPS = 40;
  private static final long SEED = 14;
  private static final Duration TOKEN = Duration.ofHours(1);
  private static final int MANY = 200;

  @Autowired private CamelContext camel;
  @Autowired private AmqpAdmin admin;
  @Autowired private SkippingClock clock;

  @Value("${queue.order-events}")
  private String ownQueue;

  private final Random chance = new Random(SEED);
  private final Map<String, String> owners = new LinkedHashMap<>();

  /** Stands for the authentication: a header says who comes, what he may, and until when. */
  static final class Callers {

    @Bean
    @Primary
    SkippingClock skippingClock() {
      return new SkippingClock();
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> testCallers() {
      FilterRegistrationBean<OncePerRequestFilter> filter =
          new FilterRegistrationBean<>(new CallerOfTheHeader());
      filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 7);
      return filter;
    }
  }

  /** The clock of the machine, and whatever was skipped. */
  static final class SkippingClock extends Clock {
    private final Clock machine = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private final AtomicReference<Duration> skipped = new AtomicReference<>(Duration.ZERO);

    void skip(Duration time) {
      skipped.updateAndGet(before -> before.plus(time));
    }

    @Override
    public Instant instant() {
      return machine.instant().plus(skipped.get());
    }

    @Override
    public ZoneId getZone() {
      return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("instants have no zone");
    }
  }

  private static final class CallerOfTheHeader extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      String said = request.getHeader(CALLER);
      if (said != null) {
        request.setAttribute(HttpRequest.CALLER, caller(said.split(" ")));
      }
      chain.doFilter(request, response);
    }

    private static Caller caller(String... parts) {
      Instant expires = parts.length == 2 ? null : Instant.parse(parts[2]);
      return new Caller(parts[0], Set.of(parts[1].split(",")), expires);
    }
  }

  private static String[] as(String name) {
    String scopes = name.equals("clerk") ? "orders:read:all" : "orders:read,orders:write";
    return name.isEmpty() ? new String[0] : new String[] {CALLER, name + " " + scopes};
  }

  private Listening listenAs(String name, String query) {
    return bakery.listenWith(List.of(), query, as(name));
  }

  /** Somebody places an order, or changes one of his. */
  private String step() {
    String owner = OWNERS.get(chance.nextInt(OWNERS.size()));
    List<String> his = owners.keySet().stream().filter(it -> owners.get(it).equals(owner)).toList();
    if (his.isEmpty() || chance.nextInt(3) == 0) {
      String order = accepted(bakery.place(anOrder().of(1, "Beans").body(), as(owner))).orderId();
      owners.put(order, owner);
      return order;
    }
    String order = his.get(chance.nextInt(his.size()));
    accepted(bakery.patch(order, object("note", "n" + chance.nextInt()), as(owner)));
    return order;
  }

  /** Changes, each of which the clerk, who hears of all, has heard of. */
  private void steps(Listening clerk) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < STEPS; i++) {
      counts.merge(step(), 1, Integer::sum);
    }
    counts.forEach((order, count) -> clerk.awaitAbout(order, count));
  }

  private List<String> ordersOf(String owner) {
    return owners.keySet().stream().filter(it -> owners.get(it).equals(owner)).toList();
  }

  /** What a client that hears of all has heard of somebody's orders. */
  private List<Map<String, Object>> of(String owner, Listening clerk) {
    return clerk.frames().stream()
        .filter(frame -> owner.equals(owners.get((String) frame.get("subject"))))
        .toList();
  }

  private static List<Map<String, Object>> changes(Listening client) {
    return client.frames().stream().filter(frame -> frame.containsKey("subject")).toList();
  }

  /** The last of each order. */
  private static Map<Object, Object> newest(List<Map<String, Object>> frames) {
    Map<Object, Object> newest = new HashMap<>();
    frames.forEach(frame -> newest.put(frame.get("subject"), frame.get("data")));
    return newest;
  }

  private void assertHasHeardItsOwn(Listening client, String owner, Listening clerk) {
    List<Map<String, Object>> own = of(owner, clerk);
    assertThat(own).isNotEmpty();
    client.awaitToken((String) own.get(own.size() - 1).get("token"));
    assertThat(changes(client)).isEqualTo(own);
  }

  @Test
  void hearsOfHisOwnAloneLiveResumedAndWhateverHeAsksFor() {
    try (Listening clerk = listenAs("clerk", "");
        Listening everybody = bakery.listen();
        Listening ada = listenAs("ada", "");
        Listening bob = listenAs("bob", "")) {
      String before = ada.token();
      steps(clerk);

      assertHasHeardItsOwn(ada, "ada", clerk);
      assertHasHeardItsOwn(bob, "bob", clerk);
      everybody.awaitToken(clerk.token());
      assertThat(changes(everybody)).isEqualTo(changes(clerk));

      try (Listening back = listenAs("ada", "after=" + before)) {
        back.awaitType("feed.live");
        assertThat(newest(changes(back))).isEqualTo(newest(of("ada", clerk)));
        assertThat(changes(back)).hasSameSizeAs(ordersOf("ada"));
      }
      String bobs = ordersOf("bob").get(0);
      try (Listening curious = listenAs("ada", "id=" + bobs + "&after=" + before);
          Listening byType = listenAs("ada", "type=order.created&after=" + before)) {
        curious.awaitType("feed.live");
        byType.awaitType("feed.live");
        assertThat(changes(curious)).isEmpty();
        assertThat(newest(changes(byType)).keySet())
            .containsExactlyInAnyOrderElementsOf(ordersOf("ada"));
        curious.say("{\"action\":\"subscribe\",\"types\":[\"order.updated\"]}");
        byType.say("{\"action\":\"subscribe\",\"ids\":[\"" + bobs + "\"]}");
        curious.awaitType("feed.subscribed");
        byType.awaitType("feed.subscribed");
        int heard = byType.frames().size();

        accepted(bakery.patch(bobs, object("note", "bob's"), as("bob")));
        String adas = ordersOf("ada").get(0);
        accepted(bakery.patch(adas, object("note", "ada's"), as("ada")));

        curious.awaitAbout(adas, 1);
        clerk.awaitToken(curious.token());
        assertThat(curious.about(bobs)).isEmpty();
        byType.say("{\"action\":\"ping\"}");
        byType.awaitType("feed.pong");
        assertThat(byType.frames()).hasSize(heard + 1);
      }
    }
  }

  @Test
  void hearsOfHisOwnAloneWhatHappenedWhileTheQueueOfTheProcessWasGone() throws Exception {
    try (Listening clerk = listenAs("clerk", "");
        Listening ada = listenAs("ada", "");
        Listening bob = listenAs("bob", "")) {
      steps(clerk);
      wire.bind("orders-socket", "order.#"); // another process is there, so the baker goes on
      camel.getRouteController().stopRoute("deliver-order-frames");
      admin.deleteQueue(ownQueue);
      for (String owner : OWNERS) {
        accepted(bakery.cancel(ordersOf(owner).get(0), as(owner)));
      }
      for (String owner : OWNERS) {
        bakery.awaitStatus(ordersOf(owner).get(0), "CANCELLED");
      }

      admin.initialize();
      camel.getRouteController().startRoute("deliver-order-frames");

      await().atMost(PATIENCE).until(() -> clerk.ofType("order.cancelled").size() == OWNERS.size());
      assertHasHeardItsOwn(ada, "ada", clerk);
      assertHasHeardItsOwn(bob, "bob", clerk);
      assertThat(ada.ofType("order.cancelled")).hasSize(1);
    }
  }

  @Test
  void hearsWhyItsOwnCommandsWereRefusedAndNotThoseOfOthers() {
    String order = accepted(bakery.place(anOrder().of(1, "Beans").body(), as("ada"))).orderId();
    bakery.awaitOrder(order, 1);
    try (Listening ada = listenAs("ada", "");
        Listening bob = listenAs("bob", "");
        Listening clerk = listenAs("clerk", "")) {
      // else it would be refused before it is accepted
      stored.presentation().getCollection("orders").deleteOne(Filters.eq("_id", order));
      accepted(bakery.patch(order, object("note", "mine"), as("bob")));
      accepted(bakery.patch(order, object("note", "ada's"), as("ada")));
      clerk.awaitAbout(order, 2);

      ada.awaitAbout(order, 1);
      bob.awaitAbout(order, 1);
      assertThat(ada.about(order))
          .extracting(it -> it.get("type"))
          .doesNotContain("order.rejected");
      assertThat(bob.about(order))
          .extracting(it -> it.get("type"))
          .containsExactly("order.rejected");
    }
  }

  @Test
  void hearsAsWhomeverFetchedTheTicket() {
    Object ticket = bakery.send("POST", "/feed-ticket", as("ada")).object().get("ticket");
    List<String> protocols = List.of("order-bakery.v1", "ticket." + ticket);
    try (Listening clerk = listenAs("clerk", "");
        Listening client = bakery.listenWith(protocols, "")) {
      steps(clerk);

      assertThat(client.speaks()).isEqualTo("order-bakery.v1");
      assertHasHeardItsOwn(client, "ada", clerk);
    }
  }

  @Test
  void isNotLetInWithoutTheScopeToRead() {
    assertThatThrownBy(() -> bakery.listenWith(List.of(), "", CALLER, "ada orders:write").close())
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refusal -> assertThat(refusal.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  void isClosedOnceWhenItsTokenEndsAndNotBefore() {
    String shortly = "ada orders:read " + clock.instant().plus(TOKEN);
    Object ticket = bakery.send("POST", "/feed-ticket", CALLER, shortly).object().get("ticket");
    List<Listening> clients = new ArrayList<>();
    clients.add(bakery.listenWith(List.of("order-bakery.v1", "ticket." + ticket), ""));
    for (int i = 0; i < MANY; i++) {
      clients.add(bakery.listenWith(List.of(), "", CALLER, shortly));
    }
    try (Listening stays = listenAs("ada", "")) {
      assertThat(clients).allMatch(client -> client.ends().isEmpty());

      clock.skip(TOKEN);

      await()
          .atMost(PATIENCE)
          .until(() -> clients.stream().noneMatch(client -> client.ends().isEmpty()));
      assertThat(clients)
          .allMatch(client -> client.ends().equals(List.of("1008 authorization is over")));
      String order = accepted(bakery.place(anOrder().of(1, "Beans").body(), as("ada"))).orderId();
      stays.awaitAbout(order, 1);
      assertThat(stays.ends()).isEmpty();
    }
    clients.forEach(Listening::close);
  }
}
