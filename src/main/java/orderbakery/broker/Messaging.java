package orderbakery.broker;

import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.stream.LongStream;

/** What the semantic conventions of OpenTelemetry say about metrics of messaging. */
final class Messaging {
  /** The borders that they advise for durations, and one more: a stage may wait for a server. */
  static final Duration[] BORDERS =
      LongStream.of(5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000, 30_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private Messaging() {}

  static Tags tags(String operation) {
    return Tags.of("messaging.system", "rabbitmq", "messaging.operation.name", operation);
  }
}
