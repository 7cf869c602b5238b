package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * A stage that rests while all servers answer is told apart from a server that is away: by health,
 * and by the metrics that the alarm Stalled compares.
 */
@DirtiesContext
@TestPropertySource(properties = "bakery.limits.oldest-waiting=2s")
class StalledIT extends FlowTest {
  @Autowired private CamelContext camel;

  @Test
  void isToldWithASentenceWhileProcessAndServersAreWell() throws Exception {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    camel.getRouteController().suspendRoute("bake-orders");
    try {
      Bakery.accepted(bakery.patch(id, Map.of("note", "soon")));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(work()).containsEntry("status", "STALLED");
                assertThat(details("stalled"))
                    .singleElement()
                    .asString()
                    .startsWith("Changes of component order wait to be baked, since 2")
                    .contains("look at route bake-orders in Hawtio");
                assertThat(details("degraded"))
                    .anySatisfy(
                        it ->
                            assertThat(it)
                                .startsWith(
                                    "Role orders-baker rests: route bake-orders is Suspended"));
                assertThat(metric("bakery_stage_oldest_waiting_seconds", "orders-baker"))
                    .isGreaterThan(metric("bakery_oldest_waiting_limit_seconds", ""));
                assertThat(metric("bakery_stage_oldest_waiting_seconds", "orders-events-manager"))
                    .isZero();
                assertThat(metric("bakery_role_ready", "orders-baker")).isZero();
              });
      assertThat(health("/liveness").get("status")).isEqualTo("UP");
      assertThat(management.send("GET", "/actuator/health/readiness").status()).isEqualTo(200);
    } finally {
      camel.getRouteController().resumeRoute("bake-orders");
    }

    bakery.awaitOrder(id, 2);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(health("").get("status")).isEqualTo("UP");
              assertThat(metric("bakery_stage_oldest_waiting_seconds", "orders-baker")).isZero();
              assertThat(metric("bakery_role_ready", "orders-baker")).isEqualTo(1);
            });
  }

  /** Nothing waits for it that a limit would tell of, and yet somebody has to know. */
  @Test
  void namesARouteThatRestsBesideThoseOfRoles() throws Exception {
    camel.getRouteController().suspendRoute("watch-waiting-work");
    try {
      assertThat(work()).containsEntry("status", "DEGRADED");
      assertThat(details("degraded"))
          .singleElement()
          .asString()
          .startsWith("Route watch-waiting-work rests: it is Suspended, since 2");
    } finally {
      camel.getRouteController().resumeRoute("watch-waiting-work");
    }

    assertThat(work()).containsEntry("status", "UP");
  }

  private Map<String, Object> health(String group) {
    return management.send("GET", "/actuator/health" + group).object();
  }

  @SuppressWarnings("unchecked") // health is objects in objects
  private Map<String, Object> work() {
    return ((Map<String, Map<String, Object>>) health("").get("components")).get("work");
  }

  @SuppressWarnings("unchecked") // and lists of sentences
  private List<String> details(String name) {
    return ((Map<String, List<String>>) work().get("details")).get(name);
  }

  private double metric(String name, String tag) {
    String scrape = management.send("GET", "/actuator/prometheus").text();
    return Pattern.compile("(?m)^" + name + "(?:\\{.*\"" + tag + "\".*})? (\\S+)$")
        .matcher(scrape)
        .results()
        .map(it -> Double.parseDouble(it.group(1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " of " + tag + " is not there"));
  }
}
