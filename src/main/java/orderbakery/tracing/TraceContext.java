package orderbakery.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Optional;
import java.util.Set;

/** Trace contexts (W3C) as the header {@code traceparent} has them. */
final class TraceContext {
  private static final String HEADER = "traceparent";

  private TraceContext() {}

  /** What the text names; nothing where it is null or no trace context. */
  static Context read(String traceparent) {
    return W3CTraceContextPropagator.getInstance()
        .extract(Context.root(), traceparent, Header.GETTER);
  }

  /** What the text names, if it is to be traced. */
  static Optional<Context> sampled(String traceparent) {
    return Optional.of(read(traceparent))
        .filter(it -> Span.fromContext(it).getSpanContext().isSampled());
  }

  /** The text of a trace context. */
  static String write(SpanContext context) {
    return "00-%s-%s-%s"
        .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex());
  }

  /** One text, in place of the headers of a message. */
  private enum Header implements TextMapGetter<String> {
    GETTER;

    @Override
    public Iterable<String> keys(String traceparent) {
      return Set.of(HEADER);
    }

    @Override
    public String get(String traceparent, String key) {
      return HEADER.equals(key) ? traceparent : null;
    }
  }
}
