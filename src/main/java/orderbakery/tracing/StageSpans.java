package orderbakery.tracing;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spans of what a stage has done. A command that is traced gets one in its own trace, below the one
 * of its acceptance; a batch gets one in a trace of its own, which links to those of its commands.
 */
final class StageSpans {
  static final AttributeKey<String> COMMAND = AttributeKey.stringKey("bakery.command.id");
  static final AttributeKey<String> ENTITY = AttributeKey.stringKey("bakery.entity.id");
  static final AttributeKey<String> TYPE = AttributeKey.stringKey("bakery.type");
  static final AttributeKey<String> POSITION = AttributeKey.stringKey("bakery.position");
  static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("bakery.batch.size");

  private final Tracer tracer;

  StageSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Tells what a stage has done with a batch, unless none of it is traced.
   *
   * @param stage such as {@code execute}
   * @param begun in milliseconds since 1970
   */
  void done(String stage, long begun, List<TracedCommand> batch) {
    Map<TracedCommand, Context> traced = new LinkedHashMap<>();
    batch.forEach(
        it -> TraceContext.sampled(it.traceparent()).ifPresent(context -> traced.put(it, context)));
    if (!traced.isEmpty()) {
      SpanContext whole = ofBatch(stage, begun, batch.size(), traced);
      traced.forEach((command, context) -> ofCommand(stage, begun, command, context, whole));
    }
  }

  private SpanContext ofBatch(
      String stage, long begun, int size, Map<TracedCommand, Context> traced) {
    SpanBuilder span =
        begun(stage + " batch", begun).setNoParent().setAttribute(BATCH_SIZE, (long) size);
    traced.values().forEach(it -> span.addLink(Span.fromContext(it).getSpanContext()));
    Span begunSpan = span.startSpan();
    begunSpan.end();
    return begunSpan.getSpanContext();
  }

  private void ofCommand(
      String stage, long begun, TracedCommand command, Context parent, SpanContext batch) {
    begun(stage, begun)
        .setParent(parent)
        .addLink(batch)
        .setAttribute(COMMAND, command.id())
        .setAttribute(ENTITY, command.entityId())
        .setAttribute(TYPE, command.type())
        .setAttribute(POSITION, command.position())
        .startSpan()
        .end();
  }

  private SpanBuilder begun(String name, long millis) {
    return tracer
        .spanBuilder(name)
        .setSpanKind(SpanKind.CONSUMER)
        .setStartTimestamp(millis, MILLISECONDS);
  }
}
