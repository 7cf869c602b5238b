package orderbakery.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;

/** Measures the requests of one operation: {@code http.server.requests}, by status. */
final class RequestTimes {
  private final MeterRegistry meters;
  private final String method;
  private final String path;
  private final Map<Integer, Timer> timers = new ConcurrentHashMap<>();

  RequestTimes(MeterRegistry meters, PlatformHttpEndpoint operation) {
    this.meters = meters;
    this.method = operation.getHttpMethodRestrict();
    this.path = operation.getPath();
  }

  /**
   * A request was answered.
   *
   * @param began by {@link System#nanoTime}
   */
  void add(HttpServletResponse response, long began) {
    timers
        .computeIfAbsent(response.getStatus(), this::timer)
        .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
  }

  private Timer timer(int status) {
    return Timer.builder("http.server.requests")
        .description("Requests of the API, until they were answered")
        .tag("method", method)
        .tag("uri", path)
        .tag("status", String.valueOf(status))
        .register(meters);
  }
}
