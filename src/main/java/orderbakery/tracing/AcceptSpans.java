package orderbakery.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import orderbakery.api.Submission;
import orderbakery.component.Fact;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.log.ScheduledCommand;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The span of a request that commands something: it begins below the one that the client names, and
 * the command carries it through the log, so that all stages stand below it.
 */
final class AcceptSpans {
  private static final String SPAN = "bakery.span";
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  private final Tracer tracer;

  AcceptSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Begins the span, which ends with the request at the latest. */
  void begin(Exchange exchange) {
    HttpRequest request = exchange.getMessage().getBody(HttpRequest.class);
    Span span =
        tracer
            .spanBuilder("accept")
            .setSpanKind(SpanKind.SERVER)
            .setParent(TraceContext.read(request.list(HttpRequest.TRACE_PARENT)))
            .setAttribute(METHOD, request.method())
            .startSpan();
    exchange.setProperty(SPAN, span);
    exchange.getExchangeExtension().addOnCompletion(new End(span));
    exchange
        .getMessage()
        .setBody(request.withTraceParent(TraceContext.write(span.getSpanContext())));
  }

  /** Names the command, once it is known. */
  void name(Exchange exchange) {
    ScheduledCommand command = exchange.getMessage().getBody(Submission.class).command();
    exchange
        .getProperty(SPAN, Span.class)
        .setAttribute(StageSpans.COMMAND, command.id())
        .setAttribute(StageSpans.ENTITY, command.entityId())
        .setAttribute(StageSpans.TYPE, Fact.typeOf(command.serviceName(), command.operation()));
  }

  /** It is accepted: what the client still waits for are the stages behind it. */
  void end(Exchange exchange) {
    exchange.getProperty(SPAN, Span.class).end();
  }

  private static final class End extends SynchronizationAdapter {
    private final Span span;

    End(Span span) {
      this.span = span;
    }

    @Override
    public void onDone(Exchange exchange) {
      if (span.isRecording() && exchange.getMessage().getBody() instanceof Answer answer) {
        span.setAttribute(STATUS, (long) answer.status());
        if (answer.status() >= 500) {
          span.setStatus(StatusCode.ERROR);
        }
      }
      span.end();
    }
  }
}
