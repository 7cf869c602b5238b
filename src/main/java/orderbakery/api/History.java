package orderbakery.api;

import java.util.List;
import java.util.Map;
import orderbakery.edge.RefusedRequest;

/** Pages through the events of one entity. */
public final class History {
  private final String component;

  /**
   * The history of one component's entities.
   *
   * @param component its name, the first segment of its paths
   */
  public History(String component) {
    this.component = component;
  }

  /**
   * The page that a request asks for.
   *
   * @throws RefusedRequest 404 when the path names no entity, 400 that names a wrong parameter
   */
  public HistoryPage page(Map<String, Object> headers) {
    Request request = new Request(headers, null);
    return new HistoryPage(component, request.entityId(component), request.limit(), after(request));
  }

  /**
   * The events of the page, as clients see them.
   *
   * @throws RefusedRequest 404 when there is not even the first one
   */
  public List<Map<String, Object>> entries(HistoryPage page, List<Map<String, Object>> read) {
    if (read.isEmpty() && page.after() == 0) {
      throw new RefusedRequest(Presented.unknown(component));
    }
    return read.stream().limit(page.limit()).map(History::entry).toList();
  }

  /** The value of the header {@code Link}; null on the last page. */
  public String next(HistoryPage page, List<Map<String, Object>> read) {
    return read.size() <= page.limit()
        ? null
        : "</%s/%s/events?limit=%s&after=%s>; rel=\"next\""
            .formatted(
                component,
                page.entityId(),
                page.limit(),
                read.get(page.limit() - 1).get("sequence"));
  }

  private static Map<String, Object> entry(Map<String, Object> event) {
    return new LoggedEvent(event)
        .with("id", event.get("_id"))
        .withStored("operation", "payload", "status")
        .withStored("acceptedAt", "creationTime", "executionTime", "executedBy")
        .withStored("entityVersion", "problem")
        .shown();
  }

  private static long after(Request request) {
    String given = request.header("after");
    if (given == null) {
      return 0;
    }
    if (!given.matches("\\d{1,18}")) {
      throw Request.wrongParameter("after must be a cursor from a Link header");
    }
    return Long.parseLong(given);
  }
}
