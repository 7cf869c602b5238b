package orderbakery.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import orderbakery.fixtures.JsonText;
import orderbakery.fixtures.TraceCollector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One command is one trace, though several processes work on it. */
@WithRealServers
class TracedProcessesIT {
  @RegisterExtension static final RealServers SERVERS = new RealServers();
  @RegisterExtension static final Processes PROCESSES = new Processes("traces");

  private static final TraceCollector COLLECTOR = new TraceCollector();

  @AfterAll
  static void close() {
    COLLECTOR.close();
  }

  @Test
  void makeOneTraceOfAnOrder() throws Exception {
    Surroundings surroundings =
        SERVERS.surroundings().with("BAKERY_TRACING_ENDPOINT", COLLECTOR.endpoint());
    BakeryProcess front =
        PROCESSES.start("front", surroundings.roles("orders-api", "products-api", "order-events"));
    BakeryProcess back =
        PROCESSES.start(
            "back",
            surroundings.roles(
                "events-writer",
                "related-changes",
                "orders-events-manager",
                "products-events-manager",
                "orders-baker",
                "products-baker"));
    front.awaitReady();
    back.awaitReady();
    String trace = UUID.randomUUID().toString().replace("-", "");

    front
        .client()
        .send(
            "POST",
            "/order",
            "application/json",
            new String(JsonText.of(anOrder().of(1, "Beans").body()), UTF_8),
            "traceparent",
            "00-" + trace + "-00f067aa0ba902b7-01");

    Map<String, Span> spans =
        await()
            .atMost(Patience.START)
            .until(
                () -> COLLECTOR.spansOf(trace).stream().collect(toMap(Span::getName, it -> it)),
                it -> it.size() == 5);
    assertThat(spans).containsOnlyKeys("accept", "store", "execute", "bake", "notify");
    Set<Object> parents = new HashSet<>();
    spans.forEach(
        (stage, span) -> {
          if (!stage.equals("accept")) {
            parents.add(span.getParentSpanId());
          }
        });
    assertThat(parents).containsExactly(spans.get("accept").getSpanId());
  }
}
