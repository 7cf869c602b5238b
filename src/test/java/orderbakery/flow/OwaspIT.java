package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
import orderbakery.fixtures.JsonText;
import orderbakery.fixtures.OpenApi;
import orderbakery.fixtures.TokenIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The OWASP API Security Top 10 of 2023, a class for each row: what is tried over the wire, with
 * tokens of an issuer. Where another test goes further, the class names it.
 */
@OwnApplication
class OwaspIT extends FlowTest {
  private static final TokenIssuer ISSUER = TokenIssuer.start();
  private static final String JSON = "application/json";
  private static final Map<String, Object> BEANS = anOrder().of(1, "Beans").body();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void trustTheIssuer(DynamicPropertyRegistry settings) {
    settings.add("bakery.security.issuer", ISSUER::issuer);
    settings.add("bakery.security.audience", () -> TokenIssuer.AUDIENCE);
  }

  @AfterAll
  static void endIssuer() {
    ISSUER.close();
  }

  /**
   * API1, broken object level authorization: the order of another is as one that never was, for
   * every read and every command. {@link OwnersIT} and {@link FeedOwnersIT} try it at random, and
   * the feed.
   */
  @Nested
  class Api1ObjectLevel {
    @Test
    void treatsTheOrderOfAnotherAsOneThatNeverWas() {
      String hers = placedBy("ada");
      String never = UUID.randomUUID().toString();

      for (String path : List.of("/order/%s", "/order/%s/events", "/command/%s")) {
        Answer ofHers = read("bob", path.formatted(hers));
        assertThat(ofHers.status()).as(path).isEqualTo(404);
        assertThat(told(ofHers)).isEqualTo(told(read("bob", path.formatted(never))));
      }
      for (String method : List.of("PUT", "PATCH", "DELETE")) {
        Answer ofHers = change("bob", method, "/order/" + hers);
        assertThat(ofHers.status()).as(method).isEqualTo(404);
      }
      assertThat(stored.eventsOf(hers)).hasSize(1);
      assertThat(read("bob", "/order").text()).doesNotContain(hers);
      assertThat(read("ada", "/order").text()).contains(hers);
    }
  }

  /**
   * API2, broken authentication: only a token that the issuer has signed, for us and for now, lets
   * somebody in. TokenVerifierTest has every kind of bad token, IssuerKeysTest the keys.
   */
  @Nested
  class Api2Authentication {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "Bearer",
          "Bearer ",
          "Bearer a.b.c",
          "Basic YWRhOmFkYQ==",
          "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."
        })
    void letsNobodyInWithoutAGoodToken(String authorization) {
      Answer answer = bakery.send("GET", "/order", "Authorization", authorization);

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @Test
    void takesNoTokenFromTheQuery() {
      String token = ISSUER.token("ada", "orders:read");

      assertThat(new Http(port).send("GET", "/order?access_token=" + token).status())
          .isEqualTo(401);
    }

    @Test
    void saysTheSameOfEveryBadToken() {
      String foreign = TokenIssuer.sign(ISSUER.claims("ada").build(), TokenIssuer.rsaKey("x"));
      String forAnother = ISSUER.sign(ISSUER.claims("ada").audience("another").build());
      List<Map<String, Object>> answers =
          Stream.of(foreign, forAnother, "a.b.c")
              .map(token -> told(bakery.send("GET", "/order", "Authorization", "Bearer " + token)))
              .toList();

      assertThat(answers).allMatch(answers.get(0)::equals);
    }
  }

  /**
   * API3, broken object property level authorization: a client sets none of the fields that are the
   * server's, and sees none that are for the inside.
   */
  @Nested
  class Api3PropertyLevel {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "id",
          "version",
          "status",
          "total",
          "owner",
          "principal",
          "partition",
          "lastSequence",
          "outcomes",
          "feed",
          "deleted",
          "changesAll",
          "createdAt",
          "__proto__",
          "$set"
        })
    void letsNoClientSetAFieldOfTheServer(String field) {
      Map<String, Object> order = new LinkedHashMap<>(BEANS);
      order.put(field, "bob");
      Answer created = send("ada", "POST", "/order", order);
      String id = placedBy("ada");
      Answer patched =
          bakery.send(
              "PATCH",
              "/order/" + id,
              JsonText.of(object(field, "bob")),
              "Content-Type",
              "application/merge-patch+json",
              "Authorization",
              customer("ada"));

      assertThat(created.status()).isEqualTo(422);
      assertThat(patched.status()).isEqualTo(422);
    }

    @Test
    void showsNothingThatIsForTheInside() {
      String id = placedBy("ada");
      List<Answer> shown =
          Stream.of("/order", "/order/" + id, "/order/" + id + "/events", "/command/" + id)
              .map(path -> read("ada", path))
              .toList();

      assertThat(shown).allMatch(answer -> answer.status() == 200);
      assertThat(shown)
          .noneMatch(
              answer ->
                  answer
                      .text()
                      .matches(
                          "(?s).*\"(owner|feed|deleted|digest|acceptedBy|changesAll|lastSequence"
                              + "|outcomes|partition|fault|_id)\".*"));
    }
  }

  /**
   * API4, unrestricted resource consumption: everything that a client may ask for has a bound.
   * EdgeIT has slow heads and bodies, RateLimitIT the number of requests, LimitsIT websockets.
   */
  @Nested
  class Api4Consumption {
    @Test
    void boundsWhatOneRequestAsksFor() {
      String many =
          "[" + "{\"name\":\"a\",\"price\":1},".repeat(500) + "{\"name\":\"a\",\"price\":1}]";
      Map<String, Integer> refused = new LinkedHashMap<>();
      refused.put("{\"note\":\"" + "x".repeat(300_000) + "\"}", 413);
      refused.put("{\"products\":" + many + "}", 422);
      refused.put("[".repeat(10_000), 400);
      refused.put("{\"number\":1" + "0".repeat(10_000) + "}", 400);

      refused.forEach(
          (body, status) ->
              assertThat(post("ada", body).status()).as(body.substring(0, 20)).isEqualTo(status));
      assertThat(read("ada", "/order?limit=201").status()).isEqualTo(400);
      assertThat(read("ada", "/order?limit=2000000000").status()).isEqualTo(400);
    }

    @Test
    void takesNoBodyThatIsCompressed() {
      Answer answer =
          bakery.send(
              "POST",
              "/order",
              JsonText.of(BEANS),
              "Content-Type",
              JSON,
              "Content-Encoding",
              "gzip",
              "Authorization",
              customer("ada"));

      assertThat(answer.status()).isEqualTo(415);
    }
  }

  /**
   * API5, broken function level authorization: each scope allows what it is for. TokensIT tries
   * every path of the management port.
   */
  @Nested
  class Api5FunctionLevel {
    @Test
    void letsAReaderChangeNothing() {
      String id = placedBy("ada");
      String reader = "Bearer " + ISSUER.token("ada", "orders:read");

      for (String method : List.of("PUT", "PATCH", "DELETE")) {
        assertThat(changeWith(reader, method, "/order/" + id).status()).as(method).isEqualTo(403);
      }
      assertThat(
              bakery
                  .post(
                      new String(JsonText.of(BEANS), UTF_8),
                      "Content-Type",
                      JSON,
                      "Authorization",
                      reader)
                  .status())
          .isEqualTo(403);
      assertThat(stored.eventsOf(id)).hasSize(1);
    }

    @Test
    void letsACustomerChangeNoProduct() {
      Answer answer = send("ada", "POST", "/product", object("name", "Free", "price", "0.00"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.header("WWW-Authenticate")).contains("products:write");
    }

    @Test
    void letsACustomerOperateNothing() {
      for (String path : List.of("parked", "deadletters", "rebuild/order", "jolokia", "hawtio")) {
        Answer answer =
            management.send("GET", "/actuator/" + path, "Authorization", customer("ada"));
        assertThat(answer.status()).as(path).isEqualTo(403);
      }
    }
  }

  /**
   * API6, unrestricted access to sensitive business flows: placing orders is the flow. A key
   * belongs to its principal, a repeat makes no second order, and a price is the catalogue's or
   * stands in the log under a name. RateLimitTest bounds a principal wherever it comes from.
   */
  @Nested
  class Api6BusinessFlows {
    @Test
    void letsNobodyUseTheKeyOfAnother() {
      String key = UUID.randomUUID().toString();
      Answer hers = keyed("ada", key, BEANS);
      Answer his = keyed("bob", key, anOrder().of(7, "Tea").body());
      Answer repeated = keyed("ada", key, BEANS);

      assertThat(his.orderId()).isNotEqualTo(hers.orderId());
      assertThat(his.header("Idempotent-Replayed")).isNull();
      assertThat(repeated.orderId()).isEqualTo(hers.orderId());
      assertThat(stored.awaitStatus(hers.orderId(), "EXECUTED")).containsEntry("principal", "ada");
    }

    private Answer keyed(String who, String key, Map<String, Object> order) {
      return accepted(
          bakery.send(
              "POST",
              "/order",
              JsonText.of(order),
              "Content-Type",
              JSON,
              "Idempotency-Key",
              key,
              "Authorization",
              customer(who)));
    }
  }

  /** API7, server side request forgery: no address that a client sends is ever called. */
  @Nested
  class Api7RequestForgery {
    @Test
    void callsNoAddressThatAClientSends() throws IOException {
      AtomicInteger calls = new AtomicInteger();
      HttpServer trap =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      trap.createContext("/", call -> calls.incrementAndGet());
      trap.start();
      String address = "http://127.0.0.1:" + trap.getAddress().getPort() + "/";
      try {
        Answer placed =
            send(
                "ada",
                "POST",
                "/order",
                anOrder()
                    .of(1, address)
                    .by(address)
                    .with("note", "<img src='" + address + "'> ${url:" + address + "}")
                    .with("metadata", object("callback", address))
                    .body());
        bakery.send(
            "GET",
            "/order/" + accepted(placed).orderId(),
            "Authorization",
            customer("ada"),
            "Referer",
            address,
            "X-Forwarded-Host",
            address);
        for (String header : List.of("jku", "x5u", "iss", "kid")) {
          String token = "{\"alg\":\"RS256\",\"" + header + "\":\"" + address + "\"}";
          String encoded = Base64.getUrlEncoder().encodeToString(token.getBytes(UTF_8));
          bakery.send("GET", "/order", "Authorization", "Bearer " + encoded + ".e30.c2ln");
        }
        stored.awaitStatus(placed.orderId(), "EXECUTED");
        assertThat(calls).hasValue(0);
      } finally {
        trap.stop(0);
      }
    }
  }

  /**
   * API8, security misconfiguration: answers say how they are to be handled, and nothing of what is
   * inside. ControlHeadersIT tries the headers of Camel, PersonalDataIT the log, OriginCheckTest
   * other origins.
   */
  @Nested
  class Api8Misconfiguration {
    @Test
    void tellsNothingOfItself() {
      Http http = new Http(port);
      List<Answer> answers =
          List.of(
              http.send("TRACE", "/order"),
              http.send("GET", "/no-such-page"),
              http.send("GET", "/order/%00"),
              http.send("GET", "/actuator/env"),
              http.send("GET", "/docs/../../config.json"),
              http.send(
                  "POST",
                  "/order",
                  "{".getBytes(UTF_8),
                  "Content-Type",
                  JSON,
                  "Authorization",
                  customer("ada")));

      assertThat(answers).allMatch(answer -> answer.status() >= 400 && answer.status() < 500);
      for (Answer answer : answers) {
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.header("X-Powered-By")).isNull();
        assertThat(answer.text()).doesNotContain("orderbakery.", "at org.", "Exception", "tomcat");
      }
    }

    @Test
    void letsNoPageOfAnotherOriginIn() {
      Answer answer =
          bakery.send(
              "GET", "/order", "Origin", "https://evil.example", "Authorization", customer("ada"));

      assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void letsItsPagesRunNothingOfOthers() {
      for (String path : List.of("/", "/docs")) {
        Answer page = new Http(port).send("GET", path);

        assertThat(page.header("Content-Security-Policy"))
            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
      }
    }
  }

  /**
   * API9, improper inventory management: what the API can do stands in /openapi.yaml, and beside it
   * nothing answers. EdgeIT holds the description against every rest of the routes.
   */
  @Nested
  class Api9Inventory {
    @Test
    void servesNothingThatIsNotDescribed() {
      Set<String> described = OpenApi.published().operations();
      List<String> found = new ArrayList<>();
      String everything =
          "Bearer "
              + ISSUER.token(
                  "eve", "orders:read:all", "orders:write:all", "products:write", "orders:ops");
      for (String path :
          Arrays.asList(
              "/actuator",
              "/actuator/health",
              "/jolokia",
              "/hawtio",
              "/v1/order",
              "/api/order",
              "/orders",
              "/admin",
              "/swagger-ui.html",
              "/v3/api-docs",
              "/h2-console",
              "/error",
              "/.env",
              "/config.json",
              "/order/1/../../config.json",
              "/routes")) {
        int status = new Http(port).send("GET", path, "Authorization", everything).status();
        if (status < 400) {
          found.add(path);
        }
      }

      assertThat(described).contains("POST /order", "GET /order/{id}", "POST /feed-ticket");
      assertThat(found).isEmpty();
    }
  }

  /**
   * API10, unsafe consumption of APIs: what comes from a broker or an issuer is checked as what
   * comes from a client is. IssuerKeysTest has an issuer that is away or lies, BrokenMessagesIT
   * messages that nobody can read.
   */
  @Nested
  class Api10Consumption {
    @Test
    void storesNoMessageThatHoldsAnOperator() {
      String id = placedBy("ada");
      String forged = UUID.randomUUID().toString();
      int partition = stored.eventsOf(id).get(0).getInteger("partition");
      String message =
          "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"platform-event.schedule\",\"subject\":\"%s\","
                  .formatted(forged, id)
              + "\"data\":{\"serviceName\":\"order\",\"operation\":\"cancel\",\"payload\":{\"$where\":\"1\"},"
              + "\"acceptedAt\":\"2026-11-24T00:00:00Z\",\"principal\":\"bob\",\"changesAll\":false}}";
      String dead = "events-writer." + partition + ".dead";
      wire.purge(dead);

      wire.publish(
          "platform-events-scheduler",
          "platform-event.schedule." + partition,
          forged,
          message.getBytes(UTF_8));

      wire.awaitCount(dead, 1);
      assertThat(stored.eventsOf(id)).hasSize(1);
      wire.purge(dead);
    }
  }

  private String placedBy(String who) {
    Answer placed =
        bakery.send(
            "POST",
            "/order",
            JsonText.of(BEANS),
            "Content-Type",
            JSON,
            "Prefer",
            "wait=20",
            "Authorization",
            customer(who));
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    return (String) placed.object().get("id");
  }

  private Answer send(String who, String method, String path, Map<String, Object> body) {
    return bakery.send(
        method, path, JsonText.of(body), "Content-Type", JSON, "Authorization", customer(who));
  }

  private Answer post(String who, String body) {
    return bakery.post(body, "Content-Type", JSON, "Authorization", customer(who));
  }

  private Answer read(String who, String path) {
    return bakery.send("GET", path, "Authorization", customer(who));
  }

  private Answer change(String who, String method, String path) {
    return changeWith(customer(who), method, path);
  }

  private Answer changeWith(String authorization, String method, String path) {
    String type = method.equals("PATCH") ? "application/merge-patch+json" : JSON;
    byte[] body = method.equals("DELETE") ? new byte[0] : JsonText.of(BEANS);
    return bakery.send(method, path, body, "Content-Type", type, "Authorization", authorization);
  }

  private static String customer(String who) {
    return "Bearer " + ISSUER.token(who, "orders:read", "orders:write");
  }

  /** All of a problem but its instance. */
  private static Map<String, Object> told(Answer answer) {
    Map<String, Object> problem = new LinkedHashMap<>(answer.object());
    problem.remove("instance");
    return problem;
  }
}
