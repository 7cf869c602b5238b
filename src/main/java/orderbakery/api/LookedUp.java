package orderbakery.api;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.component.Lookup;

/**
 * Entities of other components as a request found them. By them the same request is judged as it
 * was then, whatever has become of them.
 *
 * @param entities by component and id, the fields that were wanted
 */
public record LookedUp(Map<String, Map<String, Map<String, Object>>> entities) implements Lookup {

  /** Where a request names none. */
  public static final LookedUp NOTHING = new LookedUp(Map.of());

  public LookedUp {
    entities = Map.copyOf(entities);
  }

  @Override
  public Map<String, Map<String, Object>> find(
      String component, Set<String> ids, List<String> fields) {
    return entities.getOrDefault(component, Map.of()).entrySet().stream()
        .filter(it -> ids.contains(it.getKey()))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A lookup that remembers what it has found. */
  static final class Recording implements Lookup {
    private final Lookup others;
    private final Map<String, Map<String, Map<String, Object>>> entities = new HashMap<>();

    Recording(Lookup others) {
      this.others = others;
    }

    @Override
    public Map<String, Map<String, Object>> find(
        String component, Set<String> ids, List<String> fields) {
      Map<String, Map<String, Object>> found = others.find(component, ids, fields);
      if (!found.isEmpty()) {
        entities.computeIfAbsent(component, it -> new HashMap<>()).putAll(found);
      }
      return found;
    }

    LookedUp recorded() {
      return new LookedUp(entities);
    }
  }
}
