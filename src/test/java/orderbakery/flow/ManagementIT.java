package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.RawHttp.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.RawAnswer;
import orderbakery.fixtures.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an operator sees, and what nobody may do, on the management port. */
class ManagementIT extends FlowTest {
  private static final String READ_ROUTE =
      """
      {"type": "read", "attribute": "ExchangesCompleted",
       "mbean": "org.apache.camel:context=order-bakery,name=\\"write-events\\",type=routes"}
      """;

  @LocalServerPort private int apiPort;
  @LocalManagementPort private int port;

  @Test
  void showsHawtio() {
    assertThat(management.send("GET", "/actuator/hawtio/").text()).contains("<title>Hawtio");
  }

  @Test
  void showsEveryRouteWithItsCounters() {
    bakery.post("{\"products\": [{\"name\": \"Beans\", \"price\": 1}]}");

    Answer answer = jolokia(READ_ROUTE);

    assertThat(answer.object()).containsEntry("status", 200).containsKey("value");
  }

  @Test
  void executesNothingThatIsNotListed() {
    Answer answer =
        jolokia(
            "{\"type\": \"exec\", \"mbean\": \"java.lang:type=Memory\", \"operation\": \"gc\"}");

    assertThat(answer.object()).containsEntry("status", 403);
  }

  @Test
  void letsHawtioDoWhatOperatorsDo() {
    Answer answer = jolokia(exec("Deadletters", "queues"));

    assertThat(answer.object()).as(answer.text()).containsEntry("status", 200);
    assertThat(answer.text()).contains("unroutable");
  }

  /** A link to it would be followed by the browser of an operator, whatever page it stands on. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/exec/org.springframework.boot:type=Endpoint,name=Deadletters/queues",
        "/exec/org.apache.camel:context=*,type=routes,name=*/suspend",
        "/read/java.lang:type=Memory"
      })
  void executesNothingByALink(String link) {
    String own = "http://127.0.0.1:" + port;
    Answer answer =
        management.send("GET", "/actuator/jolokia" + link, "Origin", own, "Referer", own + "/");

    assertThat(answer.object()).as(answer.text()).containsEntry("status", 403);
  }

  @Test
  void executesNoOtherEndpoint() {
    assertThat(jolokia(exec("Health", "health")).object()).containsEntry("status", 403);
  }

  @Test
  void refusesAPageFromElsewhere() {
    Answer answer =
        management.send(
            "POST",
            "/actuator/jolokia",
            READ_ROUTE.getBytes(UTF_8),
            "Origin",
            "http://evil.example");

    assertThat(answer.object()).containsEntry("status", 403);
  }

  @ParameterizedTest
  @CsvSource({
    "GET /actuator/health HTTP/1.1~Host: evil.example, 421",
    "GET /actuator/hawtio/ HTTP/1.1~Host: evil.example, 421",
    "POST /actuator/jolokia HTTP/1.1~Host: evil.example~Origin: http://evil.example, 421",
    "POST /actuator/rebuild HTTP/1.1~Host: localhost~Origin: http://evil.example, 403",
    "POST /actuator/rebuild HTTP/1.1~Host: localhost~Origin: https://shop.example, 403",
    "POST /actuator/rebuild HTTP/1.1~Host: localhost~Origin: http://localhost:1, 403",
    "GET /actuator/health HTTP/1.1~Host: bakery.example, 200"
  })
  void isAskedByItsNameAndByItsOwnPages(String request, int status) throws IOException {
    assertThat(raw(port, request).status()).isEqualTo(status);
  }

  /** The page at / tells operators what is stuck, and lets them act. */
  @ParameterizedTest
  @CsvSource({"localhost", "127.0.0.1", "[::1]", "bakery.example"})
  void isAskedByThePageOfTheApi(String name) throws IOException {
    String origin = "http://" + name + ":" + apiPort;

    RawAnswer read =
        raw(port, "GET /actuator/parked HTTP/1.1~Host: " + name + "~Origin: " + origin);
    RawAnswer asked =
        raw(
            port,
            "OPTIONS /actuator/parked HTTP/1.1~Access-Control-Request-Method: POST"
                + "~Access-Control-Request-Headers: authorization,content-type~Host: "
                + name
                + "~Origin: "
                + origin);

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.header("Access-Control-Allow-Headers")).contains("authorization");
    assertThat(asked.header("Access-Control-Allow-Credentials")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://shop.example",
        "http://localhost:1",
        "https://localhost:%s",
        "http://127.0.0.1:%s",
        "http://localhost.evil.example:%s",
        "null"
      })
  void tellsThePageOfAnotherOriginNothing(String origin) throws IOException {
    String head = "~Host: localhost~Origin: " + origin.formatted(apiPort);

    RawAnswer read = raw(port, "GET /actuator/parked HTTP/1.1" + head);
    RawAnswer asked =
        raw(port, "OPTIONS /actuator/parked HTTP/1.1~Access-Control-Request-Method: POST" + head);

    assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(asked.status()).isEqualTo(403);
  }

  /** A cancel of no order is let in when it is answered 404. */
  @ParameterizedTest
  @CsvSource({
    "Host: bakery.example~X-Forwarded-Proto: https~Origin: https://bakery.example, 404",
    "Host: bakery.example~Origin: https://bakery.example, 403",
    "Host: localhost~X-Forwarded-Proto: https~X-Forwarded-Host: a.example~Origin: https://a.example, 404",
    "Host: bakery.example~X-Forwarded-Proto: https~Origin: https://evil.example, 403",
    "Host: bakery.example~Origin: https://shop.example, 404",
    "Host: evil.example~X-Forwarded-Host: bakery.example, 421"
  })
  void letsInWhomTheSettingsName(String headers, int status) throws IOException {
    assertThat(raw(apiPort, "POST /order/7/cancel HTTP/1.1~Content-Length: 0~" + headers).status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, 101",
    "https://bakery.example, 101",
    "https://evil.example, 403"
  })
  void opensAWebsocketToThePagesThatTheSettingsName(String origin, int status) throws IOException {
    String handshake =
        "GET /order-events HTTP/1.1~Host: bakery.example~X-Forwarded-Proto: https~Upgrade: websocket"
            + "~Connection: Upgrade~Sec-WebSocket-Version: 13"
            + "~Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==~Origin: ";

    assertThat(raw(apiPort, handshake + origin).status()).isEqualTo(status);
  }

  @Test
  void showsMetricsOfRoutes() {
    assertThat(management.send("GET", "/actuator/prometheus").text())
        .contains("routeId=\"write-events\"");
  }

  @Test
  void keepsManagementOffTheOtherPort() {
    assertThat(bakery.send("GET", "/actuator/health").status()).isEqualTo(404);
  }

  private static RawAnswer raw(int port, String head) throws IOException {
    String closing = head.contains("Upgrade:") ? "~~" : "~Connection: close~~";
    return new RawHttp(port).send(bytes((head + closing).replace("~", "\r\n"))).get(0);
  }

  private static String exec(String endpoint, String operation) {
    return "{\"type\": \"exec\", \"operation\": \"%s\", \"mbean\": \"org.springframework.boot:type=Endpoint,name=%s\"}"
        .formatted(operation, endpoint);
  }

  private Answer jolokia(String request) {
    String origin = "http://127.0.0.1:" + port;
    return management.send("POST", "/actuator/jolokia", request.getBytes(UTF_8), "Origin", origin);
  }
}
