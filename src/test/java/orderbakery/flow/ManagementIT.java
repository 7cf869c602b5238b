package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** What an operator sees, and what nobody may do, on the management port. */
class ManagementIT extends FlowTest {
  private static final String READ_ROUTE =
      """
      {"type": "read", "attribute": "ExchangesCompleted",
       "mbean": "org.apache.camel:context=order-bakery,name=\\"write-events\\",type=routes"}
      """;

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

  @Test
  void showsMetricsOfRoutes() {
    assertThat(management.send("GET", "/actuator/prometheus").text())
        .contains("routeId=\"write-events\"");
  }

  @Test
  void keepsManagementOffTheOtherPort() {
    assertThat(bakery.send("GET", "/actuator/health").status()).isEqualTo(404);
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
