package orderbakery.api;

import java.util.Arrays;
import java.util.Map;
import orderbakery.component.Component;
import orderbakery.component.Precondition;
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
   * Finds the entity that the path names.
   *
   * @throws RefusedRequest 404 for none, 410 for one that was deleted
   */
  public FoundEntity find(HttpRequest request) {
    Map<String, Object> document =
        stored.entity(
            component.name(),
            new Request(request).entityId(component.name()),
            component.access().readsOnlyOf(request.caller()));
    if (document == null) {
      throw new RefusedRequest(unknown(component.name()));
    }
    if ("DELETED".equals(document.get("status"))) {
      throw new RefusedRequest(deleted(component.name()));
    }
    String tag = Precondition.entityTag(((Number) document.get("version")).longValue());
    return new FoundEntity(document, tag, isKnown(tag, request.list("If-None-Match")));
  }

  /** Answers with the entity; 304 when the client has it already. */
  public Answer write(FoundEntity found) {
    return found.isKnown()
        ? Answer.of(304).with("ETag", found.entityTag())
        : Answer.of(200).with("ETag", found.entityTag()).withJson(documents.json(found.document()));
  }

  /** Entity tags are compared weakly here (RFC 9110). */
  static boolean isKnown(String entityTag, String ifNoneMatch) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
  }

  static Problem unknown(String component) {
    return new Problem(
        "unknown-" + component,
        "There is no such " + component,
        404,
        "No " + component + " has this id.");
  }

  static Problem deleted(String component) {
    return new Problem(
        component + "-deleted",
        "The " + component + " was deleted",
        410,
        "It is gone; its history stays.");
  }
}
