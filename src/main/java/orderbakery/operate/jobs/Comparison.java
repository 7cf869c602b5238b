package orderbakery.operate.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import orderbakery.component.Component;
import orderbakery.execute.Entity;
import orderbakery.execute.Outcome;

/** Compares, field by field, what must be with what is. */
final class Comparison<S> {
  private static final String SOURCE = "source";
  private static final String PRESENTATION = "presentation";

  private final Component<S> component;

  Comparison(Component<S> component) {
    this.component = component;
  }

  /**
   * A source document and what the log says it must be.
   *
   * @param found null when there is none that can be read
   */
  List<Difference> ofSource(Entity expected, Entity found) {
    if (found == null) {
      return List.of(new Difference(expected.id(), SOURCE, "", "a document", null));
    }
    return differences(expected.id(), SOURCE, document(expected), document(found));
  }

  /**
   * A presentation and what the source says it must be.
   *
   * @param found null when there is none
   */
  List<Difference> ofPresentation(Entity source, Map<String, Object> found) {
    try {
      return found == null
          ? List.of(new Difference(source.id(), PRESENTATION, "", "a document", null))
          : differences(source.id(), PRESENTATION, baked(source), shown(found));
    } catch (RuntimeException e) {
      return List.of(
          new Difference(source.id(), SOURCE, "", "a document that can be baked", e.toString()));
    }
  }

  private static Map<String, Object> document(Entity entity) {
    Map<String, Object> document = new LinkedHashMap<>(entity.state());
    document.put("version", entity.version());
    putOwner(document, entity);
    document.put("shownAt", entity.newest().map(Outcome::shownAt).orElse(0L));
    return document;
  }

  private Map<String, Object> baked(Entity source) {
    S state = component.fromDocument(source.state());
    Map<String, Object> document =
        new LinkedHashMap<>(component.bake(source.id(), source.version(), state));
    document.put("version", source.version());
    putOwner(document, source);
    document.put("deleted", component.isDeleted(state));
    document.put("shownAt", source.newest().map(Outcome::shownAt).orElse(0L));
    return document;
  }

  private static void putOwner(Map<String, Object> document, Entity entity) {
    if (entity.owner() != null) {
      document.put("owner", entity.owner());
    }
  }

  private static Map<String, Object> shown(Map<String, Object> presentation) {
    Map<String, Object> document = new LinkedHashMap<>(presentation);
    Object feed = document.remove("feed");
    document.put("shownAt", feed instanceof Map<?, ?> map ? map.get("sequence") : null);
    return document;
  }

  private static List<Difference> differences(
      String id, String where, Map<String, Object> expected, Map<String, Object> found) {
    List<Difference> differences = new ArrayList<>();
    TreeSet<String> fields = new TreeSet<>(expected.keySet());
    fields.addAll(found.keySet());
    for (String field : fields) {
      String must = text(expected.get(field));
      String is = text(found.get(field));
      if (!Objects.equals(must, is)) {
        differences.add(new Difference(id, where, "/" + field, Texts.shown(must), Texts.shown(is)));
      }
    }
    return differences;
  }

  private static String text(Object value) {
    return value == null ? null : Texts.of(value);
  }
}
