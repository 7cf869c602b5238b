package orderbakery.config;

import static orderbakery.config.InvalidSettings.require;

/**
 * Traces, by OpenTelemetry.
 *
 * @param endpoint of a collector, by OTLP over HTTP: {@code http://127.0.0.1:4318}; unset: nothing
 *     is traced
 * @param sample the share of the requests that are traced, 0 to 1; one whose client says whether it
 *     is traced is as the client says
 */
record TracingSettings(String endpoint, double sample) {
  TracingSettings {
    require(
        endpoint.isEmpty() || endpoint.matches("https?://[^\\s?#]+"),
        "bakery.tracing.endpoint must be an http or https URL, not " + endpoint);
    require(sample >= 0 && sample <= 1, "bakery.tracing.sample must be from 0 to 1, not " + sample);
  }

  /** Where spans are sent to. */
  String spans() {
    return endpoint.replaceFirst("/$", "") + "/v1/traces";
  }
}
