package orderbakery.feed;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.component.Fact;

/**
 * What a client wants to hear of.
 *
 * @param subjects ids of entities; empty for all
 * @param types types of changes; empty for all
 */
public record Interest(Set<String> subjects, Set<String> types) {

  /** Everything. */
  public static final Interest ALL = new Interest(Set.of(), Set.of());

  public Interest {
    subjects = Set.copyOf(subjects);
    types = Set.copyOf(types);
  }

  /**
   * The newest change of an entity as a client is told of it that was away; empty if it is not.
   *
   * <p>Who asked for some types is told the newest of them that happened meanwhile, whatever
   * happened after it: else a change that was overtaken by one of another type would be missed. If
   * the newest of them is behind the span, it comes live.
   */
  public Optional<Fact> of(Fact change, Span span) {
    if (!subjects.isEmpty() && !subjects.contains(change.entityId())) {
      return Optional.empty();
    }
    long newest = change.position().sequence();
    if (types.isEmpty()) {
      return newest <= span.upTo() ? Optional.of(change) : Optional.empty();
    }
    return change.told().sequences().entrySet().stream()
        .map(it -> Map.entry(change.typeOf(it.getKey()), it.getValue()))
        .filter(it -> types.contains(it.getKey()))
        .reduce((earlier, later) -> later)
        .filter(it -> span.includes(it.getValue(), newest))
        .map(it -> change.as(it.getKey()));
  }

  boolean includes(String type, String subject) {
    return (types.isEmpty() || types.contains(type))
        && (subjects.isEmpty() || subjects.contains(subject));
  }
}
