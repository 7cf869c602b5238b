package orderbakery.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import orderbakery.component.Component;
import orderbakery.component.Precondition;
import orderbakery.component.Problem;
import orderbakery.edge.RefusedRequest;

/** Tells an entity that is there from one that never was and from one that is gone. */
public final class Presented {
  private final Component<?> component;

  public Presented(Component<?> component) {
    this.component = component;
  }

  /**
   * The id in the path.
   *
   * @throws RefusedRequest 404 when it is none of ours: there cannot be such an entity
   */
  public String id(Map<String, Object> headers) {
    return new Request(headers, null).entityId(component.name());
  }

  /**
   * The public document, as found.
   *
   * @param document null when there is none
   * @throws RefusedRequest 404 for none, 410 for one that was deleted
   */
  public Map<String, Object> found(Map<String, Object> document) {
    if (document == null) {
      throw new RefusedRequest(unknown(component.name()));
    }
    if ("DELETED".equals(document.get("status"))) {
      throw new RefusedRequest(deleted(component.name()));
    }
    return document;
  }

  /** The value of the header {@code ETag}. */
  public String entityTag(Map<String, Object> document) {
    return Precondition.entityTag(((Number) document.get("version")).longValue());
  }

  /** Whether the client has this version already. */
  public boolean isKnown(List<String> entityTags, Map<String, Object> document) {
    return entityTags.contains("*") || entityTags.contains(entityTag(document));
  }

  /** The entity tags of the header {@code If-None-Match}, compared weakly (RFC 9110). */
  public List<String> entityTags(Map<String, Object> headers) {
    String ifNoneMatch = new Request(headers, null).list("If-None-Match");
    return ifNoneMatch == null
        ? List.of()
        : Arrays.stream(ifNoneMatch.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .toList();
  }

  static Problem unknown(String component) {
    return new Problem(
        "unknown-" + component,
        "There is no such " + component,
        404,
        "No " + component + " has this id.");
  }

  private static Problem deleted(String component) {
    return new Problem(
        component + "-deleted",
        "The " + component + " was deleted",
        410,
        "It is gone; its history stays.");
  }
}
