package orderbakery.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * What is traced: what the caller traces, and a share of all else; a batch, if one of its commands
 * is.
 */
public final class Sampling implements Sampler {
  private final Sampler requests;

  /**
   * Traces that share of the requests whose callers do not say.
   *
   * @param share from 0 to 1
   */
  public Sampling(double share) {
    requests = Sampler.parentBased(Sampler.traceIdRatioBased(share));
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    boolean isBatch = !Span.fromContext(parent).getSpanContext().isValid() && !links.isEmpty();
    return isBatch
        ? SamplingResult.recordAndSample()
        : requests.shouldSample(parent, traceId, name, kind, attributes, links);
  }

  @Override
  public String getDescription() {
    return "LinkedOr{" + requests.getDescription() + "}";
  }
}
