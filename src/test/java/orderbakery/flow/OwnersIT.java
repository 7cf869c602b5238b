package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Indexes;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import orderbakery.component.Caller;
import orderbakery.edge.HttpRequest;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.JsonText;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Two customers, each against the other's orders, and one who may see and change everything: a
 * header names who they are.
 */
@Import(OwnersIT.Named.class)
@DirtiesContext
class OwnersIT extends FlowTest {
  private static final long SEED = Long.getLong("owners.seed", 20261130);
  private static final int REQUESTS = Integer.getInteger("owners.requests", 400);
  private static final String JSON = "application/json";
  private static final Map<String, Object> BEANS = anOrder().of(1, "Beans").body();
  private static final Map<String, Caller> CALLERS =
      Map.of(
          "ada", new Caller("ada", Set.of("orders:read", "orders:write")),
          "bob", new Caller("bob", Set.of("orders:read", "orders:write")),
          "support", new Caller("support", Set.of("orders:read:all", "orders:write:all")),
          "writer", new Caller("writer", Set.of("orders:write:all")));

  @TestConfiguration(proxyBeanMethods = false)
  static class Named {
    @Bean
    FilterRegistrationBean<Filter> caller() {
      FilterRegistrationBean<Filter> filter =
          new FilterRegistrationBean<>(
              (request, response, chain) -> {
                String name = ((HttpServletRequest) request).getHeader("X-Caller");
                if (name != null) {
                  request.setAttribute(HttpRequest.CALLER, CALLERS.get(name));
                }
                chain.doFilter(request, response);
              });
      filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
      filter.setAsyncSupported(true);
      return filter;
    }
  }

  /** As the schema makes them where callers are asked who they are. */
  @BeforeEach
  void index() {
    var orders = stored.presentation().getCollection("orders");
    orders.createIndex(Indexes.ascending("owner", "deleted", "createdAt", "_id"));
    orders.createIndex(Indexes.ascending("owner", "deleted", "status", "createdAt", "_id"));
  }

  @Test
  void showsAndChangesAnOrderForItsOwnerAndForNobodyElse() {
    String id = placed("ada");
    String never = UUID.randomUUID().toString();

    assertThat(get("ada", "/order/" + id).status()).isEqualTo(200);
    assertThat(get("ada", "/order/" + id).object()).doesNotContainKeys("owner", "deleted", "feed");
    assertThat(get("support", "/order/" + id).status()).isEqualTo(200);
    assertAlike("unknown-order", "/order/" + id, "/order/" + never);
    assertAlike("unknown-order", "/order/" + id + "/events", "/order/" + never + "/events");
    assertAlike("unknown-command", "/command/" + id, "/command/" + never);
    assertThat(get("ada", "/command/" + id).object()).containsEntry("status", "EXECUTED");

    for (String ifMatch : new String[] {null, "\"v1\"", "\"v7\"", "*"}) {
      for (String method : List.of("PUT", "PATCH", "DELETE", "POST")) {
        change("bob", method, id, ifMatch).assertProblem(404, "unknown-order");
      }
    }
    assertThat(stored.eventsOf(id)).hasSize(1);

    assertThat(change("ada", "PATCH", id, "\"v1\"").status()).isEqualTo(202);
    bakery.awaitOrder(id, 2);
    change("bob", "PUT", id, "\"v1\"").assertProblem(404, "unknown-order");
    change("ada", "PUT", id, "\"v1\"").assertProblem(412, "version-mismatch");
    accepted(change("support", "POST", id, null));
    bakery.awaitOrder(id, 3);
    accepted(change("ada", "DELETE", id, null));
    await().atMost(PATIENCE).until(() -> get("ada", "/order/" + id).status() == 410);
    assertAlike("unknown-order", "/order/" + id, "/order/" + never);
    change("bob", "DELETE", id, null).assertProblem(404, "unknown-order");
    assertThat(get("ada", "/order/" + id + "/events").array())
        .extracting(it -> it.get("principal"))
        .containsExactly("ada", "ada", "support", "ada");
  }

  /** A command that came before the order was presented is refused by the manager. */
  @Test
  void refusesInTheManagerWhatComesTooEarlyForThePresentation() {
    String id = placed("ada");
    stored.presentation().getCollection("orders").deleteOne(new Document("_id", id));

    Answer early = accepted(change("bob", "PUT", id, "\"v1\""));
    Map<String, Object> receipt = awaitReceipt("bob", early.commandId());
    Answer waited =
        send("bob", "PATCH", "/order/" + id, JsonText.of(object("note", "x")), "Prefer", "wait=10");

    String never = UUID.randomUUID().toString();
    Map<String, Object> ofNothing =
        awaitReceipt("bob", accepted(change("bob", "PUT", never, "\"v1\"")).commandId());
    assertThat(receipt.get("problem")).isEqualTo(ofNothing.get("problem"));
    assertThat(receipt.keySet()).isEqualTo(ofNothing.keySet());
    waited.assertProblem(404, "unknown-order");
    assertThat(stored.order(id)).containsEntry("version", 1L).containsEntry("owner", "ada");
    assertThat(get("ada", "/order/" + id + "/events").array()).hasSize(1);
    assertThat(get("support", "/order/" + id + "/events").array()).hasSize(3);
  }

  @Test
  void leavesWhatWasPlacedBeforeThereWereCallersToThoseWhoMayDoEverything() {
    String id = bakery.placed(BEANS);

    assertThat(get("bob", "/order/" + id).status()).isEqualTo(404);
    change("bob", "PUT", id, null).assertProblem(404, "unknown-order");
    assertThat(get("support", "/order/" + id).status()).isEqualTo(200);
    accepted(change("support", "PUT", id, null));
    assertThat(bakery.awaitOrder(id, 2)).doesNotContainKey("owner");
    assertThat(stored.order(id)).doesNotContainKey("owner");
  }

  @Test
  void showsTheDocumentOfACommandOnlyToWhoeverMayReadIt() {
    String id = placed("ada");

    Answer changed = send("writer", "PUT", "/order/" + id, JsonText.of(BEANS), "Prefer", "wait=10");

    assertThat(changed.status()).isEqualTo(204);
    assertThat(changed.text()).isEmpty();
    assertThat(
            send("support", "PUT", "/order/" + id, JsonText.of(BEANS), "Prefer", "wait=10")
                .object())
        .containsEntry("version", 3);
  }

  @Test
  void keepsKeysOfIdempotencyApart() {
    String key = UUID.randomUUID().toString();

    Answer adas =
        accepted(send("ada", "POST", "/order", JsonText.of(BEANS), "Idempotency-Key", key));
    Answer bobs =
        accepted(
            send(
                "bob",
                "POST",
                "/order",
                JsonText.of(anOrder().of(2, "Tea").body()),
                "Idempotency-Key",
                key));

    assertThat(bobs.orderId()).isNotEqualTo(adas.orderId());
    assertThat(bobs.header("Idempotent-Replayed")).isNull();
  }

  /** A frame says beside its text whose it is, and its text says nothing of it. */
  @Test
  void tellsInTheHeaderOfAFrameWhoseItIs() {
    String facts = wire.bind("data-source", "order.#");
    String frames = wire.bind("orders-socket", "order.#");
    String id = placed("ada");
    accepted(change("ada", "POST", id, null));
    bakery.awaitOrder(id, 2);
    accepted(change("support", "POST", id, null));

    assertThat(wire.next(frames, id, 3))
        .allSatisfy(it -> assertThat(text(it)).doesNotContain("\"owner\""))
        .extracting(it -> it.getMessageProperties().getHeader("owner"))
        .containsExactly("ada", "ada", "support");
    assertThat(wire.next(facts, id, 3))
        .extracting(it -> JsonText.object(text(it)).get("owner"))
        .containsExactly("ada", "ada", "support");
  }

  /** Random requests of the two: neither ever hears of the other's, and neither changes them. */
  @Test
  void leaksNothingWhateverTheTwoAsk() {
    Random chance = new Random(SEED);
    Map<String, List<String>> orders = new HashMap<>();
    for (String caller : List.of("ada", "bob")) {
      orders.put(
          caller,
          new ArrayList<>(
              Stream.generate(() -> placed(caller, "of " + caller + "-" + SEED))
                  .limit(3)
                  .toList()));
    }
    for (int count = 0; count < REQUESTS; count++) {
      String caller = chance.nextBoolean() ? "ada" : "bob";
      String other = caller.equals("ada") ? "bob" : "ada";
      String id = pick(orders.get(chance.nextInt(3) == 0 ? caller : other), chance);
      boolean isOwn = orders.get(caller).contains(id);
      Answer answer = ask(caller, id, chance);

      assertThat(answer.text())
          .as("%s by %s, seed %s", count, caller, SEED)
          .doesNotContain("of " + other + "-" + SEED);
      if (!isOwn && answer.status() >= 400) {
        assertThat(answer.status()).isEqualTo(404);
      }
    }

    for (String caller : List.of("ada", "bob")) {
      for (String id : orders.get(caller)) {
        assertThat(stored.eventsOf(id))
            .allSatisfy(it -> assertThat(it.get("principal")).isEqualTo(caller));
      }
    }
  }

  private Answer ask(String caller, String id, Random chance) {
    String match = chance.nextBoolean() ? null : "\"v" + (1 + chance.nextInt(4)) + "\"";
    return switch (chance.nextInt(9)) {
      case 0 -> get(caller, "/order/" + id);
      case 1 -> get(caller, "/order/" + id + "/events");
      case 2 -> get(caller, "/order?limit=" + (1 + chance.nextInt(200)));
      case 3 -> get(caller, "/order?limit=200&status=PLACED");
      case 4 -> chance.nextInt(8) == 0 ? get(caller, "/command/" + id) : get(caller, "/order");
      case 5 -> change(caller, "PUT", id, match);
      case 6 -> change(caller, "PATCH", id, match);
      case 7 -> send(caller, "GET", "/order/" + id, new byte[0], "If-None-Match", "*");
      default -> change(caller, "POST", id, match);
    };
  }

  private static String text(Message message) {
    return new String(message.getBody(), UTF_8);
  }

  private static String pick(List<String> ids, Random chance) {
    return ids.get(chance.nextInt(ids.size()));
  }

  private void assertAlike(String type, String path, String never) {
    Map<String, Object> ofOthers = new HashMap<>(get("bob", path).assertProblem(404, type));
    Map<String, Object> ofNothing = new HashMap<>(get("bob", never).assertProblem(404, type));
    ofOthers.remove("instance");
    ofNothing.remove("instance");
    assertThat(ofOthers).isEqualTo(ofNothing);
  }

  private String placed(String caller) {
    return placed(caller, "note of " + caller);
  }

  private String placed(String caller, String note) {
    Map<String, Object> order = anOrder().of(1, "Beans").with("note", note).body();
    String id = accepted(send(caller, "POST", "/order", JsonText.of(order))).orderId();
    bakery.awaitOrder(id, 1);
    return id;
  }

  private Map<String, Object> awaitReceipt(String caller, String command) {
    await()
        .atMost(PATIENCE)
        .until(() -> "REJECTED".equals(get(caller, "/command/" + command).object().get("status")));
    return get(caller, "/command/" + command).object();
  }

  private Answer change(String caller, String method, String id, String ifMatch) {
    String path = "/order/" + id + (method.equals("POST") ? "/cancel" : "");
    byte[] body =
        switch (method) {
          case "PUT" -> JsonText.of(BEANS);
          case "PATCH" -> JsonText.of(object("note", "by " + caller));
          default -> new byte[0];
        };
    return ifMatch == null
        ? send(caller, method, path, body)
        : send(caller, method, path, body, "If-Match", ifMatch);
  }

  private Answer get(String caller, String path) {
    return bakery.send("GET", path, "X-Caller", caller);
  }

  private Answer send(String caller, String method, String path, byte[] body, String... more) {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : JSON;
    Stream<String> headers = Stream.of("X-Caller", caller, "Content-Type", type);
    return bakery.send(
        method, path, body, Stream.concat(headers, Stream.of(more)).toArray(String[]::new));
  }
}
