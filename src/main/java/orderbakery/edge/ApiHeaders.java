package orderbakery.edge;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * Which headers and query parameters pass the edge: in, those that a route needs; out, never one
 * that the client sent.
 */
public final class ApiHeaders extends HttpHeaderFilterStrategy {
  private static final Set<String> IN =
      Set.of(
          "content-type",
          "traceparent",
          "idempotency-key",
          "if-match",
          "if-none-match",
          "prefer",
          "limit",
          "after",
          "status");
  private static final Set<String> OUT =
      Set.of(
          "content-type",
          "location",
          "link",
          "etag",
          "idempotent-replayed",
          "preference-applied",
          "retry-after",
          "cache-control");

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !IN.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !OUT.contains(name.toLowerCase(Locale.ROOT));
  }
}
