package orderbakery.config;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import orderbakery.component.Components;
import orderbakery.tracing.Sampling;
import orderbakery.tracing.TracedSteps;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Traces, where {@code bakery.tracing.endpoint} names a collector; nothing of this otherwise. */
@Configuration(proxyBeanMethods = false)
@Conditional(TracingConfiguration.Wanted.class)
class TracingConfiguration {
  private static final String SCOPE = "order-bakery";

  @Bean
  SdkTracerProvider tracerProvider(BakerySettings settings, ProcessNames names) {
    OtlpHttpSpanExporter collector =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.tracing().spans())
            .setCompression("gzip")
            .build();
    return SdkTracerProvider.builder()
        .setResource(
            Resource.getDefault()
                .merge(
                    Resource.create(
                        Attributes.of(
                            AttributeKey.stringKey("service.name"),
                            SCOPE,
                            AttributeKey.stringKey("service.instance.id"),
                            names.ofManagement()))))
        .setSampler(new Sampling(settings.tracing().sample()))
        .addSpanProcessor(BatchSpanProcessor.builder(collector).build())
        .build();
  }

  @Bean
  TracedSteps tracedSteps(SdkTracerProvider provider, Components components) {
    return new TracedSteps(provider.get(SCOPE), components.names());
  }

  /** Whether a collector is named. */
  static final class Wanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return !context.getEnvironment().getProperty("bakery.tracing.endpoint", "").isBlank();
    }
  }
}
