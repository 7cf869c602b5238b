package orderbakery.config;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import orderbakery.websocket.WebSocketEndpoint;
import org.apache.camel.CamelContext;

/** What the websockets of the feeds count, as metrics. */
final class FeedMeters implements MeterBinder {
  private final Roles roles;
  private final Supplier<CamelContext> camel;

  /**
   * @param camel is there once the routes are
   */
  FeedMeters(Roles roles, Supplier<CamelContext> camel) {
    this.roles = roles;
    this.camel = camel;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (String component : roles.components()) {
      if (roles.has(Role.events(component))) {
        bind(component, meters);
      }
    }
  }

  private void bind(String component, MeterRegistry meters) {
    gauge("bakery.feed.clients", component, WebSocketEndpoint::getConnections)
        .description("Websocket clients that are connected")
        .register(meters);
    gauge("bakery.feed.queued", component, WebSocketEndpoint::getQueuedBytes)
        .baseUnit("bytes")
        .description("Bytes that wait for websocket clients")
        .register(meters);
    counter("bakery.feed.frames", component, WebSocketEndpoint::getSentFrames)
        .description("Frames that have left for websocket clients")
        .register(meters);
    counter("bakery.feed.closed.slow", component, WebSocketEndpoint::getSlowClosed)
        .description("Websocket clients that were closed for being too slow")
        .register(meters);
  }

  private Gauge.Builder<FeedMeters> gauge(
      String name, String component, ToDoubleFunction<WebSocketEndpoint> value) {
    return Gauge.builder(name, this, it -> it.of(component, value)).tag("component", component);
  }

  private FunctionCounter.Builder<FeedMeters> counter(
      String name, String component, ToDoubleFunction<WebSocketEndpoint> value) {
    return FunctionCounter.builder(name, this, it -> it.of(component, value))
        .tag("component", component);
  }

  private double of(String component, ToDoubleFunction<WebSocketEndpoint> value) {
    return endpoint("/" + component + "-events").map(value::applyAsDouble).orElse(0.0);
  }

  private Optional<WebSocketEndpoint> endpoint(String path) {
    return camel.get().getEndpoints().stream()
        .filter(WebSocketEndpoint.class::isInstance)
        .map(WebSocketEndpoint.class::cast)
        .filter(it -> it.getPath().equals(path))
        .findFirst();
  }
}
