package orderbakery.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of an entity, in the order in which they were attached. A client writes none of it with
 * the entity: files come and go by commands of their own.
 *
 * @param all at most {@link #MOST}
 */
public record AttachedFiles(List<AttachedFile> all) {
  /** How many an entity may have. */
  public static final int MOST = 20;

  /** Of an entity without files. */
  public static final AttachedFiles NONE = new AttachedFiles(List.of());

  private static final String FIELD = "files";

  public AttachedFiles {
    all = List.copyOf(all);
  }

  /** Those in a source document or a public one. */
  public static AttachedFiles in(Map<String, Object> document) {
    return document.get(FIELD) instanceof List<?> files
        ? new AttachedFiles(
            files.stream().map(it -> AttachedFile.fromDocument((Map<?, ?>) it)).toList())
        : NONE;
  }

  /** The value of the field {@code files}; null, for no field, when there is none. */
  public List<Map<String, Object>> toDocument() {
    return all.isEmpty() ? null : all.stream().map(AttachedFile::toDocument).toList();
  }

  /** Adds the field {@code files} to a document, when there is one. */
  public void addTo(Map<String, Object> document) {
    if (!all.isEmpty()) {
      document.put(FIELD, toDocument());
    }
  }

  /** The file with this id. */
  public Optional<AttachedFile> find(String id) {
    return all.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  boolean isFull() {
    return all.size() >= MOST;
  }

  AttachedFiles with(AttachedFile file) {
    return new AttachedFiles(Stream.concat(all.stream(), Stream.of(file)).toList());
  }

  AttachedFiles without(String id) {
    return new AttachedFiles(all.stream().filter(it -> !it.id().equals(id)).toList());
  }
}
