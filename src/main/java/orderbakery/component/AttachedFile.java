package orderbakery.component;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of an entity. Its bytes are elsewhere; they never change.
 *
 * @param id the id of the command that has attached it
 * @param type the media type that its client has told
 * @param size in bytes
 * @param sha256 in hexadecimal
 * @param addedAt RFC 3339, when it was accepted
 */
public record AttachedFile(
    String id, String name, String type, long size, String sha256, String addedAt) {

  /** The inverse of {@link #toDocument}. */
  public static AttachedFile fromDocument(Map<?, ?> document) {
    return new AttachedFile(
        (String) document.get("id"),
        (String) document.get("name"),
        (String) document.get("type"),
        ((Number) document.get("size")).longValue(),
        (String) document.get("sha256"),
        (String) document.get("addedAt"));
  }

  /** As every document has it. */
  public Map<String, Object> toDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", id);
    document.put("name", name);
    document.put("type", type);
    document.put("size", size);
    document.put("sha256", sha256);
    document.put("addedAt", addedAt);
    return document;
  }
}
