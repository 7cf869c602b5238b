package orderbakery.flow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toCollection;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.RawHttp.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Conformance;
import orderbakery.fixtures.OpenApi;
import orderbakery.fixtures.RawAnswer;
import orderbakery.fixtures.RawHttp;
import orderbakery.fixtures.SlowRequest;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The edge: what no well-behaved client sends, and what the API says of itself. */
class EdgeIT extends FlowTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20261124);
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4_000);
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  @Autowired private CamelContext camel;
  @LocalServerPort private int port;
  private RawHttp raw;

  @BeforeEach
  void openRaw() {
    raw = new RawHttp(port);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/raw-requests.txt", delimiter = '|', quoteCharacter = '`')
  void answers(String what, String request, int status, String type) throws IOException {
    String head = request.contains("Host:") || what.equals("no host") ? "" : "Host: localhost\n";
    String[] parts = request.replace("~", "\n").split("\n\n", 2);
    String text = parts[0] + "\n" + head + "Connection: close\n\n";

    List<RawAnswer> answers =
        raw.send(bytes(text.replace("\n", "\r\n") + (parts.length > 1 ? parts[1] : "")));

    assertThat(answers).hasSize(1);
    RawAnswer answer = answers.get(0);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    if (type != null) {
      assertThat(answer.text()).startsWith("{\"type\":\"/problems/" + type + "\"");
      String[] line = parts[0].split("[ \n]", 3);
      Conformance.require(
          line[0], line.length > 1 ? line[1] : "", status, answer.headers(), answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/order?after=%s", "/%s"})
  void refusesALongTarget(String target) throws IOException {
    String request =
        "GET "
            + target.formatted("x".repeat(8200))
            + " HTTP/1.1~Host: localhost~Connection: close~~";

    assertThat(answer(request).status()).isEqualTo(414);
    assertThat(answer(request).text()).contains("/problems/too-large");
  }

  /** The container gives up what is longer than its buffer before anybody else sees it. */
  @ParameterizedTest
  @CsvSource({"/%s HTTP/1.1, 414", "/order?after=%s HTTP/1.1, 414", "/order HTTP/1.1~X: %s, 431"})
  void refusesAHeadThatItDoesNotReadToItsEnd(String head, int status) throws IOException {
    String request =
        "GET " + head.formatted("x".repeat(33_000)) + "~Host: localhost~Connection: close~~";

    RawAnswer answer = answer(request);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text()).contains("/problems/too-large");
    Conformance.require("GET", "/order", status, answer.headers(), answer.body());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 101})
  void refusesTooManyOrTooLongHeaders(int count) throws IOException {
    String headers = ("X: " + "x".repeat(17_000 / count) + "~").repeat(count);
    String request = "GET /order HTTP/1.1~Host: localhost~" + headers + "Connection: close~~";

    assertThat(answer(request).status()).isEqualTo(431);
    assertThat(answer(request).text()).contains("/problems/too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/order", "/problems/not-found", "/docs", "/openapi.yaml"})
  void answersHeadAsGetWithoutABody(String path) throws IOException {
    RawAnswer get = answer("GET " + path + " HTTP/1.1~Host: localhost~Connection: close~~");
    RawAnswer head = answer("HEAD " + path + " HTTP/1.1~Host: localhost~Connection: close~~");

    assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
    assertThat(head.body()).isEmpty();
    assertThat(get.body()).isNotEmpty();
  }

  /** Of a connection that ends after its hundredth request, a websocket may be that request. */
  @Test
  void answersAsManyRequestsOfAConnectionAsComeOnIt() throws IOException {
    String request = "OPTIONS /order HTTP/1.1~Host: localhost~~";

    List<RawAnswer> answers = raw.send(bytes(request.repeat(150).replace("~", "\r\n")));

    assertThat(answers).hasSize(150);
  }

  /** All at once, since each of them takes as long as a request may. */
  @Test
  void waitsForHeadsAndBodiesForSomeTimeOnly() throws IOException {
    String get = "GET /order HTTP/1.1~Host: local";
    String post = "POST /order HTTP/1.1~Host: localhost~Content-Type: application/json~";
    try (SlowRequest begun = SlowRequest.to(port).send("GE");
        SlowRequest named = SlowRequest.to(port).send(get);
        SlowRequest byteByByte = SlowRequest.to(port).send(get + "host~X: ");
        SlowRequest counted = SlowRequest.to(port).send(post + "Content-Length: 2000~~{");
        SlowRequest chunked =
            SlowRequest.to(port).send(post + "Transfer-Encoding: chunked~~7d0~{")) {
      await()
          .pollInterval(Duration.ofMillis(250))
          .atMost(PATIENCE)
          .until(() -> byteByByte.send("x").hasAnswer());

      assertThat(byteByByte.answers().get(0).status()).isEqualTo(408);
      assertGivenUp("GET", begun);
      assertGivenUp("GET", named);
      assertGivenUp("POST", counted);
      assertGivenUp("POST", chunked);
    }
  }

  private static void assertGivenUp(String method, SlowRequest slow) throws IOException {
    RawAnswer answer = slow.answers().get(0);

    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.text()).contains("/problems/request-timeout");
    Conformance.require(method, "/order", 408, answer.headers(), answer.body());
  }

  @Test
  void namesItsMethodsToOptions() throws IOException {
    RawAnswer answer = answer("OPTIONS /order/7 HTTP/1.1~Host: localhost~Connection: close~~");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Allow").split(",", -1))
        .containsExactlyInAnyOrder("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS");
    assertThat(answer.header("Accept-Patch")).isEqualTo("application/merge-patch+json");
  }

  @Test
  void explainsATypeOfProblem() {
    Answer answer = bakery.send("GET", "/problems/version-mismatch");

    assertThat(answer.object())
        .containsEntry("type", "/problems/version-mismatch")
        .containsEntry("statuses", List.of(412))
        .containsKeys("meaning", "remedy");
    assertThat(bakery.send("GET", "/problems/boredom").status()).isEqualTo(404);
  }

  @Test
  void describesTheOperationsThatRunAndNoOther() {
    Set<String> running =
        camel.getRestRegistry().listAllRestServices().stream()
            .map(
                it ->
                    it.getMethod().toUpperCase(Locale.ROOT)
                        + " "
                        + path(it.getBasePath(), it.getUriTemplate()))
            .collect(toCollection(TreeSet::new));

    assertThat(OpenApi.published().operations()).isEqualTo(running);
  }

  @Test
  void servesAPageThatAsksNoOtherServer() throws IOException {
    RawAnswer page = answer("GET /docs HTTP/1.1~Host: localhost~Connection: close~~");

    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self';")
        .doesNotContain("unsafe", "http:", "https:", "*");
    List<String> references =
        REFERENCE.matcher(page.text()).results().map(found -> found.group(1)).toList();
    assertThat(references)
        .hasSizeGreaterThan(2)
        .allSatisfy(
            path ->
                assertThat(
                        answer("GET " + path + " HTTP/1.1~Host: localhost~Connection: close~~")
                            .status())
                    .as(path)
                    .isEqualTo(200));
    assertThat(answer("GET /docs/docs.js HTTP/1.1~Host: localhost~Connection: close~~").text())
        .contains("'/openapi.yaml'", "validatorUrl: null")
        .doesNotContain("://");
  }

  @Test
  void describesTheEventsBesideTheApi() throws IOException {
    RawAnswer events = answer("GET /asyncapi.yaml HTTP/1.1~Host: localhost~Connection: close~~");

    assertThat(events.status()).isEqualTo(200);
    assertThat(events.header("Content-Type")).isEqualTo("application/yaml");
    assertThat(events.text()).startsWith("asyncapi: 3.0.0\n").contains("address: /order-events\n");
  }

  @Test
  void survivesWhateverIsSent() throws Exception {
    List<String> orders =
        Stream.generate(() -> bakery.placed(anOrder().of(1, "Beans").body())).limit(8).toList();

    Fuzz fuzz = new Fuzz(raw, new MutatedRequests(SEED, orders), SEED);
    fuzz.send(REQUESTS);

    fuzz.assertOnlyAcceptedCommandsCount(stored);
  }

  private RawAnswer answer(String request) throws IOException {
    return raw.send(request.replace("~", "\r\n").getBytes(ISO_8859_1)).get(0);
  }

  private static String path(String base, String template) {
    return template == null ? base : (base + "/" + template).replaceAll("/+", "/");
  }
}
