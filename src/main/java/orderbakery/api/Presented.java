package orderbakery.api;

import java.util.Map;
import orderbakery.component.Component;
import orderbakery.component.EntityProblems;
import orderbakery.component.Problem;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.RefusedRequest;

/** Shows entities; tells one that never was from one that is gone. */
public final class Presented {
  private final Component<?> component;
  private final StoredDocuments stored;
  private final DocumentWriter documents;

  /** The entities of one component; to whoever may not read all of them, only his own. */
  public Presented(Component<?> component, StoredDocuments stored, DocumentWriter documents) {
    this.component = component;
    this.stored = stored;
    this.documents = documents;
  }

  /**
   * Finds the entity that the path names, and what the query asks of it.
   *
   * @throws RefusedRequest 404 for none, 400 that names a wrong parameter
   */
  public FoundEntity find(HttpRequest request) {
    AskedVersion asked = AskedVersion.of(request.query());
    Map<String, Object> document =
        stored.entity(
            component.name(),
            new Request(request).entityId(component.name()),
            component.access().readsOnlyOf(request.caller()));
    if (document == null) {
      throw new RefusedRequest(unknown(component.name()));
    }
    return new FoundEntity(document, asked, request.list("If-None-Match"));
  }

  /**
   * The document of the entity that the path names, as it is now.
   *
   * @throws RefusedRequest 404 for none, 410 for one that was deleted
   */
  Map<String, Object> standing(HttpRequest request) {
    FoundEntity found = find(request);
    if (found.isDeleted()) {
      throw new RefusedRequest(deleted(component.name()));
    }
    return found.document();
  }

  /**
   * Answers with the entity; 304 when the client has it already.
   *
   * @throws RefusedRequest 410 when this is the version that says that it was deleted
   */
  public Answer write(FoundEntity found) {
    if (found.isDeleted()) {
      throw new RefusedRequest(deleted(component.name()));
    }
    return found.isKnown()
        ? Answer.of(304).with("ETag", found.entityTag())
        : Answer.of(200).with("ETag", found.entityTag()).withJson(documents.json(found.document()));
  }

  static Problem unknown(String component) {
    return new EntityProblems(component).unknown();
  }

  static Problem deleted(String component) {
    return new EntityProblems(component).deleted();
  }
}
