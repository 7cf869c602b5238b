package orderbakery.api;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import orderbakery.component.Component;
import orderbakery.edge.RefusedRequest;

/** Pages through the entities of a component. */
public final class Listing {
  private final Component<?> component;

  public Listing(Component<?> component) {
    this.component = component;
  }

  /**
   * The page that a request asks for.
   *
   * @throws RefusedRequest 400 that names the parameter that is wrong
   */
  public Page page(Map<String, Object> headers) {
    Request request = new Request(headers, null);
    return new Page(request.limit(), status(request), after(request));
  }

  /** The documents that belong on the page, of those that were read. */
  public List<Map<String, Object>> cut(Page page, List<Map<String, Object>> read) {
    return read.size() > page.limit() ? read.subList(0, page.limit()) : read;
  }

  /** The value of the header {@code Link}; null on the last page. */
  public String next(Page page, List<Map<String, Object>> read) {
    if (read.size() <= page.limit()) {
      return null;
    }
    Map<String, Object> last = read.get(page.limit() - 1);
    Cursor cursor = new Cursor((String) last.get("createdAt"), (String) last.get("id"));
    String status = page.status() == null ? "" : "&status=" + page.status();
    return "</%s?limit=%s%s&after=%s>; rel=\"next\""
        .formatted(component.name(), page.limit(), status, cursor);
  }

  private String status(Request request) {
    String given = request.header("status");
    if (given != null && !component.statuses().contains(given)) {
      throw Request.wrongParameter("status must be one of " + new TreeSet<>(component.statuses()));
    }
    return given;
  }

  private static Cursor after(Request request) {
    String given = request.header("after");
    return given == null
        ? null
        : Cursor.parse(given)
            .orElseThrow(() -> Request.wrongParameter("after must be a cursor from a Link header"));
  }
}
