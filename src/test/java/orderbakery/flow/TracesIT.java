package orderbakery.flow;

import static java.util.stream.Collectors.toMap;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.TraceCollector.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import orderbakery.fixtures.TraceCollector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One command is one trace, from the request through the log to the frame. */
@DirtiesContext
class TracesIT extends FlowTest {
  private static final TraceCollector COLLECTOR = new TraceCollector();
  private static final String CLIENT = "00f067aa0ba902b7";
  private static final List<String> STAGES =
      List.of("accept", "store", "execute", "bake", "notify");
  private static final Map<String, Object> BEANS =
      anOrder().of(1, "Beans").with("note", "for Ada").body();

  @Autowired private SdkTracerProvider provider;

  @DynamicPropertySource
  static void collector(DynamicPropertyRegistry settings) {
    settings.add("bakery.tracing.endpoint", COLLECTOR::endpoint);
  }

  @AfterAll
  static void close() {
    COLLECTOR.close();
  }

  @Test
  void makesOneTraceOfAnOrder() {
    String trace = trace();

    String id = bakery.place(BEANS, "traceparent", "00-" + trace + "-" + CLIENT + "-01").orderId();

    Map<String, Span> spans = spansOf(trace);
    Span accept = spans.get("accept");
    assertThat(hex(accept.getParentSpanId())).isEqualTo(CLIENT);
    for (String stage : STAGES.subList(1, STAGES.size())) {
      assertThat(spans.get(stage).getParentSpanId()).as(stage).isEqualTo(accept.getSpanId());
      assertThat(spans.get(stage).getEndTimeUnixNano())
          .isGreaterThanOrEqualTo(spans.get(stage).getStartTimeUnixNano());
    }
    assertThat(spans.values()).allSatisfy(it -> assertThat(attributes(it)).containsValue(id));
    assertThat(attributes(spans.get("store"))).containsEntry("bakery.type", "order.create");
    assertThat(attributes(spans.get("notify"))).containsEntry("bakery.type", "order.created");
    assertThat(spans.values()).noneMatch(it -> it.toString().contains("Ada"));
  }

  @Test
  void linksEachBatchToTheTracesOfItsCommands() {
    String trace = trace();

    bakery.place(BEANS, "traceparent", "00-" + trace + "-" + CLIENT + "-01");

    Map<String, Span> spans = spansOf(trace);
    for (String stage : STAGES.subList(1, STAGES.size())) {
      Span batch =
          COLLECTOR.spans().stream()
              .filter(it -> it.getName().equals(stage + " batch"))
              .filter(
                  it ->
                      it.getLinksList().stream().anyMatch(to -> hex(to.getTraceId()).equals(trace)))
              .findFirst()
              .orElseThrow();
      assertThat(hex(batch.getTraceId())).isNotEqualTo(trace);
      assertThat(spans.get(stage).getLinks(0).getSpanId()).isEqualTo(batch.getSpanId());
    }
  }

  @Test
  void tellsItsClientsOfTheTrace() {
    String trace = trace();
    try (Listening client = bakery.listen()) {
      String id =
          bakery.place(BEANS, "traceparent", "00-" + trace + "-" + CLIENT + "-01").orderId();

      Map<String, Object> frame = client.awaitAbout(id, 1).get(0);

      String accepted = hex(spansOf(trace).get("accept").getSpanId());
      assertThat(frame).containsEntry("traceparent", "00-" + trace + "-" + accepted + "-01");
    }
  }

  @Test
  void tracesARefusalToItsEnd() {
    String trace = trace();

    String id = bakery.placed(BEANS);
    bakery.cancel(id, "Prefer", "wait=10");

    bakery.cancel(id, "traceparent", "00-" + trace + "-" + CLIENT + "-01");

    assertThat(attributes(spansOf(trace).get("notify")))
        .containsEntry("bakery.type", "order.rejected");
  }

  /** The retry is a command of its own that nobody traces; what it does belongs to the other. */
  @Test
  void goesOnWithTheTraceOfACommandThatAnOperatorReleases() {
    Operator operator = new Operator(management, stored);
    String id = bakery.placed(BEANS);
    bakery.awaitOrder(id, 1);
    operator.damage(id);
    String trace = trace();
    bakery.patch(id, object("note", "later"), "traceparent", "00-" + trace + "-" + CLIENT + "-01");
    String parked = operator.awaitParked(id);

    operator.repair(id);
    operator.retry(parked);

    assertThat(attributes(spansOf(trace).get("notify")))
        .containsEntry("bakery.command.id", parked)
        .containsEntry("bakery.type", "order.updated");
  }

  @Test
  void leavesOutWhatItsClientDoesNotTrace() {
    String left = trace();
    bakery.place(BEANS, "traceparent", "00-" + left + "-" + CLIENT + "-00");
    String traced = trace();
    bakery.place(BEANS, "traceparent", "00-" + traced + "-" + CLIENT + "-01");

    spansOf(traced);
    assertThat(COLLECTOR.spansOf(left)).isEmpty();
  }

  @Test
  void beginsATraceWhereTheClientHasNone() {
    String id = bakery.place(BEANS).orderId();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              provider.forceFlush().join(10, TimeUnit.SECONDS);
              assertThat(COLLECTOR.spans())
                  .filteredOn(it -> attributes(it).containsValue(id))
                  .extracting(Span::getName)
                  .containsExactlyInAnyOrderElementsOf(STAGES);
            });
  }

  private static String trace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** The five spans of a trace, by name. */
  private Map<String, Span> spansOf(String trace) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              provider.forceFlush().join(10, TimeUnit.SECONDS);
              return COLLECTOR.spansOf(trace).stream().collect(toMap(Span::getName, it -> it));
            },
            it -> it.keySet().containsAll(STAGES));
  }

  private static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(toMap(it -> it.getKey(), it -> it.getValue().getStringValue()));
  }
}
