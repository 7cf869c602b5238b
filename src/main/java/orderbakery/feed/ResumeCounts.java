package orderbakery.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How many clients came back with a token, and how many of them have to load all anew. */
public final class ResumeCounts {
  private final Counter resumed;
  private final Counter reset;

  public ResumeCounts(String component, MeterRegistry meters) {
    this.resumed = counter(component, "resumed", meters);
    this.reset = counter(component, "reset", meters);
  }

  private static Counter counter(String component, String outcome, MeterRegistry meters) {
    return Counter.builder("bakery.feed.resumes")
        .description("Clients that came back with a token, and whether it could be used")
        .tag("component", component)
        .tag("outcome", outcome)
        .register(meters);
  }

  void resumed() {
    resumed.increment();
  }

  void reset() {
    reset.increment();
  }
}
