package orderbakery.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageSpansTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-00f067aa0ba902b7-00";

  private final Kept kept = new Kept();
  private final SdkTracerProvider provider = traced(0);
  private final StageSpans spans = new StageSpans(provider.get("test"));

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void makesASpanOfACommandInItsTraceAndOneOfTheBatchThatLinksToIt() {
    spans.done("bake", 1000, List.of(command("a", SAMPLED), command("b", UNSAMPLED)));

    SpanData batch = kept.spans.get(0);
    SpanData command = kept.spans.get(1);
    assertThat(kept.spans).hasSize(2);
    assertThat(command.getName()).isEqualTo("bake");
    assertThat(command.getTraceId()).isEqualTo(TRACE);
    assertThat(command.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(command.getStartEpochNanos()).isEqualTo(1_000_000_000);
    assertThat(command.getAttributes().get(StageSpans.COMMAND)).isEqualTo("a");
    assertThat(command.getLinks())
        .extracting(it -> it.getSpanContext().getSpanId())
        .containsExactly(batch.getSpanId());
    assertThat(batch.getName()).isEqualTo("bake batch");
    assertThat(batch.getTraceId()).isNotEqualTo(TRACE);
    assertThat(batch.getAttributes().get(StageSpans.BATCH_SIZE)).isEqualTo(2);
    assertThat(batch.getLinks()).extracting(LinkData::getSpanContext).hasSize(1);
  }

  @Test
  void tellsNothingOfABatchThatNobodyTraces() {
    spans.done(
        "bake",
        1000,
        List.of(command("a", UNSAMPLED), command("b", null), command("c", "no context")));

    assertThat(kept.spans).isEmpty();
  }

  @Test
  void tracesTheShareOfWhatHasNoContext() {
    assertThat(tracedOf(0)).isZero();
    assertThat(tracedOf(1)).isEqualTo(2000);
    assertThat(tracedOf(0.25)).isBetween(400, 600);
  }

  @Test
  void followsTheClientWhateverTheShare() {
    try (SdkTracerProvider all = traced(1);
        SdkTracerProvider none = traced(0)) {
      assertThat(isTraced(all, UNSAMPLED)).isFalse();
      assertThat(isTraced(none, SAMPLED)).isTrue();
    }
  }

  @Test
  void readsAFrameBeforeItsData() {
    TracedCommand read =
        FrameReader.read(
            "{\"specversion\":\"1.0\",\"id\":\"c1\",\"source\":\"/order-bakery\",\"type\":\"order.created\","
                + "\"subject\":\"e1\",\"position\":\"3-17\",\"traceparent\":\"t1\",\"token\":\"k\",\"data\":{}}");

    assertThat(read).isEqualTo(new TracedCommand("c1", "e1", "t1", "order.created", "3-17"));
    assertThat(
            FrameReader.read(
                    "{\"id\":\"c1\",\"type\":\"t\",\"subject\":\"e\",\"position\":\"3-17\",\"data\":"
                        + "{\"note\":\"\",\"traceparent\":\"forged\"}}")
                .traceparent())
        .isNull();
    assertThat(FrameReader.read("{}").traceparent()).isNull();
  }

  private int tracedOf(double share) {
    try (SdkTracerProvider some = traced(share)) {
      return (int) IntStream.range(0, 2000).filter(it -> isTraced(some, null)).count();
    }
  }

  private static boolean isTraced(SdkTracerProvider by, String traceparent) {
    Span span =
        by.get("test").spanBuilder("accept").setParent(TraceContext.read(traceparent)).startSpan();
    return span.getSpanContext().isSampled();
  }

  private SdkTracerProvider traced(double share) {
    return SdkTracerProvider.builder()
        .setSampler(new Sampling(share))
        .addSpanProcessor(SimpleSpanProcessor.create(kept))
        .build();
  }

  private static TracedCommand command(String id, String traceparent) {
    return new TracedCommand(id, "e" + id, traceparent, "order.created", "3-17");
  }

  /** What was exported. */
  private static final class Kept implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
