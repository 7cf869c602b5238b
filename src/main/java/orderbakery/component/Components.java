package orderbakery.component;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The components of this installation, in the order of {@code bakery.components}.
 *
 * @param all none twice
 */
public record Components(List<Component<?>> all) {

  public Components {
    all = List.copyOf(all);
  }

  /** The component of this name, {@code order}. */
  public Optional<Component<?>> named(String name) {
    return all.stream()
        .filter(component -> component.name().equals(name))
        .<Component<?>>map(component -> component)
        .findFirst();
  }

  /** Their names: {@code order}. */
  public List<String> names() {
    return all.stream().map(Component::name).toList();
  }

  /** The collections of their entities: {@code orders}. */
  public List<String> collections() {
    return all.stream().map(Component::plural).toList();
  }

  /** The collections of those entities that belong to somebody. */
  public Set<String> owned() {
    return all.stream().filter(it -> it.access().isOwned()).map(Component::plural).collect(toSet());
  }

  /** Where the documents of these collections name entities of others. */
  public Map<String, List<String>> references() {
    return all.stream().collect(toMap(Component::plural, Component::references));
  }

  /** By which fields the presentations of these collections are looked for. */
  public Map<String, List<String>> searched() {
    return all.stream().collect(toMap(Component::plural, Component::searched));
  }

  /** The plural of a component's name, as its collections, queues and roles have it. */
  public static String plural(String name) {
    return name + "s";
  }
}
