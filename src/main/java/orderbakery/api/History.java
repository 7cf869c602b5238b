package orderbakery.api;

import java.util.Map;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.RefusedRequest;

/** Pages through the events of one entity. */
public final class History {
  private final String component;
  private final StoredDocuments stored;
  private final PageWriter writer;

  /**
   * The history of one component's entities.
   *
   * @param component its name, the first segment of its paths
   */
  public History(String component, StoredDocuments stored, PageWriter writer) {
    this.component = component;
    this.stored = stored;
    this.writer = writer;
  }

  /**
   * Finds the page that a request asks for.
   *
   * @throws RefusedRequest 404 when the path names no entity, 400 that names a wrong parameter
   */
  public FoundPage<HistoryPage> find(HttpRequest request) {
    PageQuery asked = new PageQuery(request.query());
    HistoryPage page =
        new HistoryPage(
            component, new Request(request).entityId(component), asked.limit(), after(asked));
    return new FoundPage<>(page, stored.events(page));
  }

  /**
   * Answers with the page, and where the next one is.
   *
   * @throws RefusedRequest 404 when there is not even the first event
   */
  public Answer write(FoundPage<HistoryPage> found) {
    HistoryPage page = found.page();
    WrittenPage written = writer.write(found.documents(), page.limit(), History::entry);
    if (written.last() == null && page.after() == 0) {
      throw new RefusedRequest(Presented.unknown(component));
    }
    return Answer.of(200).with("Link", next(page, written)).withJson(written.json());
  }

  private String next(HistoryPage page, WrittenPage written) {
    return written.isFollowed()
        ? "</%s/%s/events?limit=%s&after=%s>; rel=\"next\""
            .formatted(component, page.entityId(), page.limit(), written.last().get("sequence"))
        : null;
  }

  private static Map<String, Object> entry(Map<String, Object> event) {
    return new LoggedEvent(event)
        .with("id", event.get("_id"))
        .withStored("operation", "payload", "principal", "status")
        .withStored("acceptedAt", "creationTime", "executionTime", "executedBy")
        .withStored("entityVersion", "problem")
        .shown();
  }

  private static long after(PageQuery asked) {
    String given = asked.after();
    if (given == null) {
      return 0;
    }
    if (!given.matches("\\d{1,18}")) {
      throw PageQuery.wrongCursor();
    }
    return Long.parseLong(given);
  }
}
