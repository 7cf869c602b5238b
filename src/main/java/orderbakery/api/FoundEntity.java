package orderbakery.api;

import java.util.Arrays;
import java.util.Map;
import orderbakery.component.Precondition;

/**
 * An entity that was asked for.
 *
 * @param document as clients see it, or saw it
 * @param asked which version the client wants
 * @param ifNoneMatch the entity tags of what the client has, or null
 */
record FoundEntity(Map<String, Object> document, AskedVersion asked, String ifNoneMatch) {

  String id() {
    return (String) document.get("id");
  }

  long version() {
    return ((Number) document.get("version")).longValue();
  }

  boolean isDeleted() {
    return "DELETED".equals(document.get("status"));
  }

  String entityTag() {
    return Precondition.entityTag(version());
  }

  /** Whether the client has this version already. */
  boolean isKnown() {
    return isAmong(ifNoneMatch, entityTag());
  }

  /** Whether a tag is among those of If-None-Match, or null; compared weakly (RFC 9110). */
  static boolean isAmong(String ifNoneMatch, String entityTag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(tag -> tag.equals("*") || tag.equals(entityTag));
  }

  /** The same entity as it was. */
  FoundEntity as(Map<String, Object> former) {
    return new FoundEntity(former, asked, ifNoneMatch);
  }
}
