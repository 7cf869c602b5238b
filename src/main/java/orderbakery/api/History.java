package orderbakery.api;

import java.util.Map;
import orderbakery.component.Caller;
import orderbakery.component.Component;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.RefusedRequest;

/** Pages through the events of one entity. */
public final class History {
  private final Component<?> component;
  private final StoredDocuments stored;
  private final PageWriter writer;

  /** The history of one component's entities; to whoever may not read all of them, of his own. */
  public History(Component<?> component, StoredDocuments stored, PageWriter writer) {
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
    Caller caller = request.caller();
    HistoryPage page =
        new HistoryPage(
            component.name(),
            new Request(request).entityId(component.name()),
            component.access().readsOnlyOf(caller),
            component.access().mayKnowOthers(caller) ? null : caller.principal(),
            asked.limit(),
            after(asked));
    return new FoundPage<>(page, stored.events(page));
  }

  /**
   * Answers with the page, and where the next one is.
   *
   * @throws RefusedRequest 404 when there is not even the first event, wherever the page begins
   */
  public Answer write(FoundPage<HistoryPage> found) {
    HistoryPage page = found.page();
    WrittenPage written =
        writer.write(found.documents(), page.limit(), event -> entry(event, page.named()));
    if (written.last() == null && (page.after() == 0 || !isBegun(page))) {
      throw new RefusedRequest(Presented.unknown(component.name()));
    }
    return Answer.of(200).with("Link", next(page, written)).withJson(written.json());
  }

  private boolean isBegun(HistoryPage page) {
    return writer.write(stored.events(page.first()), 1, event -> Map.of()).last() != null;
  }

  private String next(HistoryPage page, WrittenPage written) {
    return written.isFollowed()
        ? "</%s/%s/events?limit=%s&after=%s>; rel=\"next\""
            .formatted(
                component.name(), page.entityId(), page.limit(), written.last().get("sequence"))
        : null;
  }

  private static Map<String, Object> entry(Map<String, Object> event, String named) {
    Object principal = event.get("principal");
    return new LoggedEvent(event)
        .with("id", event.get("_id"))
        .withStored("operation", "payload")
        .with("principal", named == null || named.equals(principal) ? principal : null)
        .withStored("status")
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
