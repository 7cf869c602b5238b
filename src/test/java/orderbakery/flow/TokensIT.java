package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.RawHttp.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
import orderbakery.fixtures.OpenApi;
import orderbakery.fixtures.RawAnswer;
import orderbakery.fixtures.RawHttp;
import orderbakery.fixtures.SlowRequest;
import orderbakery.fixtures.TokenIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** With an issuer of tokens: who comes in, on both ports. */
@DirtiesContext
class TokensIT extends FlowTest {
  private static final TokenIssuer ISSUER = TokenIssuer.start();
  private static final String BEANS = "{\"products\": [{\"name\": \"Beans\", \"price\": 1}]}";
  private static final String ANY_ID = "01a20e3a-620c-7034-a4ec-a1877d18c424";
  private static final String READ_ROUTE =
      """
      {"type": "read", "attribute": "ExchangesCompleted",
       "mbean": "org.apache.camel:context=order-bakery,name=\\"write-events\\",type=routes"}
      """;

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @DynamicPropertySource
  static void trustTheIssuer(DynamicPropertyRegistry settings) {
    settings.add("bakery.security.issuer", ISSUER::issuer);
    settings.add("bakery.security.audience", () -> TokenIssuer.AUDIENCE);
  }

  @AfterAll
  static void endIssuer() {
    ISSUER.close();
  }

  @Test
  void takesAnOrderFromSomebodyItKnowsAndWritesDownWho() {
    Answer placed =
        bakery.post(
            BEANS,
            "Content-Type",
            "application/json",
            "Prefer",
            "wait=10",
            "Authorization",
            bearer("ada", "orders:write"));
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    assertThat(placed.text()).as("to somebody who may not read it").isEmpty();
    String id = placed.orderId();

    List<Map<String, Object>> history =
        bakery
            .send("GET", "/order/" + id + "/events", "Authorization", bearer("ada", "orders:read"))
            .array();
    assertThat(history)
        .singleElement()
        .satisfies(it -> assertThat(it.get("principal")).isEqualTo("ada"));
  }

  /** Every operation that is published, and every page beside them. */
  @Test
  void showsNothingToSomebodyWithoutAToken() {
    List<String> open = new ArrayList<>();
    for (String operation : OpenApi.published().operations()) {
      String[] parts = operation.split(" ", 2);
      String path = parts[1].replace("{type}", "forbidden").replaceAll("\\{\\w+}", ANY_ID);
      if (bakery.send(parts[0], path).status() != 401) {
        open.add(operation);
      }
    }
    assertThat(open).containsExactly("GET /problems/{type}");

    Http plain = new Http(port);
    for (String page :
        List.of(
            "/", "/page/page.js", "/docs", "/docs/docs.js", "/openapi.yaml", "/asyncapi.yaml")) {
      assertThat(plain.send("GET", page).status()).as(page).isEqualTo(200);
    }
    for (String path :
        List.of("/order-events", "/product-events", "/actuator/health", "/error", "/nothing")) {
      assertThat(plain.send("GET", path).status()).as(path).isEqualTo(401);
    }
    assertThat(plain.send("POST", "/feed-ticket").status()).isEqualTo(401);
    assertThat(plain.send("OPTIONS", "/order").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//order", "/order/../x", "/order/%2e%2e/x"})
  void knowsNoPathThatMayMeanAnotherAsWithoutTokens(String path) throws IOException {
    RawAnswer answer = raw("GET " + path + " HTTP/1.1~Host: localhost~Connection: close~~");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("/problems/not-found");
  }

  /** Such a body arrives after the head, in a second dispatch of the container. */
  @Test
  void asksForATokenWhenTheBodyComesLater() throws IOException {
    String head =
        "POST /order HTTP/1.1~Host: localhost~Content-Type: application/json~Connection: close~%s"
            + "Transfer-Encoding: chunked~~";
    String body = Integer.toHexString(BEANS.length()) + "~" + BEANS + "~0~~";

    assertThat(statusOf(head.formatted(""), body)).isEqualTo(401);
    String token = "Authorization: " + bearer("ada", "orders:write") + "~";
    assertThat(statusOf(head.formatted(token), body)).isEqualTo(202);
  }

  private int statusOf(String head, String body) throws IOException {
    try (SlowRequest request = SlowRequest.to(port)) {
      return request.send(head).send(body).answers().get(0).status();
    }
  }

  @Test
  void opensAWebsocketToWhoeverMayRead() throws IOException {
    String handshake =
        "GET /order-events HTTP/1.1~Host: localhost~Upgrade: websocket~Connection: Upgrade"
            + "~Sec-WebSocket-Version: 13~Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==~%s~";

    assertThat(raw(handshake.formatted("")).status()).isEqualTo(401);
    assertThat(
            raw(handshake.formatted("Authorization: " + bearer("ada", "orders:ops") + "~"))
                .status())
        .isEqualTo(403);
    assertThat(
            raw(handshake.formatted("Authorization: " + bearer("ada", "orders:read") + "~"))
                .status())
        .isEqualTo(101);
  }

  @Test
  void answersABrowsersQuestionWithoutAToken() throws IOException {
    String question =
        "OPTIONS /order HTTP/1.1~Host: localhost~Origin: %s~Connection: close"
            + "~Access-Control-Request-Method: POST~Access-Control-Request-Headers: authorization~~";

    RawAnswer allowed = raw(question.formatted("https://shop.example"));
    assertThat(allowed.status()).isEqualTo(200);
    assertThat(raw(question.formatted("https://evil.example")).status()).isEqualTo(403);
  }

  /** Every endpoint, Hawtio's and Jolokia's files too. */
  @Test
  void isForOperatorsAloneOnTheManagementPort() {
    Answer links =
        management.send("GET", "/actuator", "Authorization", bearer("eve", "orders:ops"));
    assertThat(links.status()).isEqualTo(200);
    List<String> paths =
        new ArrayList<>(List.of("/", "/actuator", "/nothing", "/actuator/hawtio/"));
    paths.addAll(
        List.of("/actuator/jolokia/", "/actuator/jolokia/list", "/actuator/hawtio/index.html"));
    Pattern.compile("\"href\":\"http://[^/]+(/[^\"{]+)")
        .matcher(links.text())
        .results()
        .map(it -> it.group(1).replaceAll("/$", ""))
        .forEach(paths::add);

    List<String> open = new ArrayList<>();
    for (String path : paths) {
      for (String method : List.of("GET", "POST", "DELETE")) {
        int status = management.send(method, path).status();
        if (status != 401) {
          open.add(method + " " + path);
        }
        assertThat(
                management
                    .send(
                        method,
                        path,
                        "Authorization",
                        bearer("ada", "orders:read", "orders:write:all"))
                    .status())
            .as(method + " " + path)
            .isIn(path.contains("/health") ? List.of(200, 403, 405) : List.of(403));
      }
    }
    assertThat(paths).contains("/actuator/parked", "/actuator/jolokia", "/actuator/prometheus");
    assertThat(open).isNotEmpty().allMatch(it -> it.startsWith("GET /actuator/health"));
    assertThat(
            management
                .send("GET", "/actuator/heapdump", "Authorization", bearer("eve", "orders:ops"))
                .status())
        .isEqualTo(404);
    assertThat(
            management
                .send("GET", "/actuator/env", "Authorization", bearer("eve", "orders:ops"))
                .status())
        .isEqualTo(404);
  }

  @Test
  void letsAnOperatorUseJolokia() {
    Answer answer =
        management.send(
            "POST",
            "/actuator/jolokia",
            READ_ROUTE.getBytes(UTF_8),
            "Origin",
            "http://127.0.0.1:" + managementPort,
            "Authorization",
            bearer("eve", "orders:ops"));

    assertThat(answer.object()).containsEntry("status", 200);
  }

  @Test
  void writesDownTheOperatorItKnowsWhateverHeCallsHimself() {
    String id =
        bakery
            .post(
                BEANS,
                "Content-Type",
                "application/json",
                "Prefer",
                "wait=10",
                "Authorization",
                bearer("ada", "orders:write"))
            .orderId();

    Answer sent =
        management.send(
            "POST",
            "/actuator/republish/" + id,
            "{\"by\": \"mallory\", \"reason\": \"test\"}".getBytes(UTF_8),
            "Content-Type",
            "application/json",
            "Authorization",
            bearer("eve", "orders:ops"));
    assertThat(sent.status()).as(sent.text()).isEqualTo(202);
    String receipt = (String) sent.object().get("receipt");
    String all = bearer("eve", "orders:read:all");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(bakery.send("GET", receipt, "Authorization", all).text())
                    .contains("EXECUTED"));
    assertThat(bakery.send("GET", "/order/" + id + "/events", "Authorization", all).text())
        .contains("\"principal\":\"eve\"")
        .doesNotContain("mallory");
  }

  @Test
  void letsAnOperatorLogInWithABrowser() {
    Answer sent = management.send("GET", "/actuator/hawtio/", "Accept", "text/html");
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.header("Location")).isEqualTo("/actuator/login");

    Answer page = management.send("GET", "/actuator/login");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    String csrf = cookie(page, "XSRF-TOKEN");
    assertThat(page.text()).contains(csrf);

    String token = ISSUER.token("eve", "orders:ops");
    assertThat(logIn(token, csrf, "").status()).isEqualTo(403); // from no page of ours
    assertThat(logIn(ISSUER.token("ada", "orders:read"), csrf, "XSRF-TOKEN=" + csrf).status())
        .isEqualTo(403);
    assertThat(logIn("a.b.c", csrf, "XSRF-TOKEN=" + csrf).status()).isEqualTo(401);
    Answer in = logIn(token, csrf, "XSRF-TOKEN=" + csrf);
    assertThat(in.status()).isEqualTo(303);
    String set = setCookie(in, "order-bakery-operator");
    assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/actuator", "Max-Age=");

    String cookies = "order-bakery-operator=" + token + "; XSRF-TOKEN=" + csrf;
    assertThat(management.send("GET", "/actuator/hawtio/", "Cookie", cookies).text())
        .contains("<title>Hawtio");
    String origin = "http://127.0.0.1:" + managementPort;
    byte[] read = READ_ROUTE.getBytes(UTF_8);
    assertThat(
            management
                .send("POST", "/actuator/jolokia", read, "Cookie", cookies, "Origin", origin)
                .status())
        .isEqualTo(403);
    assertThat(
            management
                .send(
                    "POST",
                    "/actuator/jolokia",
                    read,
                    "Cookie",
                    cookies,
                    "Origin",
                    origin,
                    "X-XSRF-TOKEN",
                    csrf)
                .object())
        .containsEntry("status", 200);
  }

  private Answer logIn(String token, String csrf, String cookies) {
    String form =
        "token=" + URLEncoder.encode(token, UTF_8) + "&_csrf=" + URLEncoder.encode(csrf, UTF_8);
    return management.send(
        "POST",
        "/actuator/login",
        form.getBytes(UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Cookie",
        cookies.isEmpty() ? "other=1" : cookies);
  }

  private static String cookie(Answer answer, String name) {
    return setCookie(answer, name).replaceAll("^[^=]+=([^;]*).*", "$1");
  }

  private static String setCookie(Answer answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(it -> it.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  private static String bearer(String subject, String... scopes) {
    return "Bearer " + ISSUER.token(subject, scopes);
  }

  private RawAnswer raw(String request) throws IOException {
    return new RawHttp(port).send(bytes(request.replace("~", "\r\n"))).get(0);
  }
}
