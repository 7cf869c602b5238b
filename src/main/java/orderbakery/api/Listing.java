package orderbakery.api;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import orderbakery.component.Component;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.RefusedRequest;

/** Pages through the entities of a component. */
public final class Listing {
  private final Component<?> component;
  private final StoredDocuments stored;
  private final PageWriter writer;

  public Listing(Component<?> component, StoredDocuments stored, PageWriter writer) {
    this.component = component;
    this.stored = stored;
    this.writer = writer;
  }

  /**
   * Finds the page that a request asks for.
   *
   * @throws RefusedRequest 400 that names the parameter that is wrong
   */
  public FoundPage<Page> find(HttpRequest request) {
    PageQuery asked = new PageQuery(request.query());
    Page page =
        new Page(
            component.name(),
            component.access().readsOnlyOf(request.caller()),
            asked.limit(),
            sought(asked),
            status(asked),
            after(asked));
    return new FoundPage<>(page, stored.entities(page));
  }

  /** Answers with the page, and where the next one is. */
  public Answer write(FoundPage<Page> found) {
    WrittenPage written =
        writer.write(found.documents(), found.page().limit(), Function.identity());
    return Answer.of(200).with("Link", next(found.page(), written)).withJson(written.json());
  }

  private String next(Page page, WrittenPage written) {
    if (!written.isFollowed()) {
      return null;
    }
    Map<String, Object> last = written.last();
    Cursor cursor = new Cursor((String) last.get("createdAt"), (String) last.get("id"));
    String sought =
        page.sought() == null
            ? ""
            : "&" + page.sought().field() + "=" + encode(page.sought().value(), UTF_8);
    String status = page.status() == null ? "" : "&status=" + page.status();
    return "</%s?limit=%s%s%s&after=%s>; rel=\"next\""
        .formatted(component.name(), page.limit(), sought, status, cursor);
  }

  /** By one field at a time, the first that is asked for. */
  private Page.Sought sought(PageQuery asked) {
    return component.searched().stream()
        .map(asked::sought)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private String status(PageQuery asked) {
    String given = asked.status();
    if (given != null && !component.statuses().contains(given)) {
      throw PageQuery.wrong("status must be one of " + new TreeSet<>(component.statuses()));
    }
    return given;
  }

  private static Cursor after(PageQuery asked) {
    String given = asked.after();
    return given == null ? null : Cursor.parse(given).orElseThrow(PageQuery::wrongCursor);
  }
}
