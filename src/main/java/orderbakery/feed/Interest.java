package orderbakery.feed;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.component.Fact;

/**
 * What a client wants to hear of, and may.
 *
 * @param subjects ids of entities; empty for all
 * @param types types of changes; empty for all
 * @param owner whose changes alone it may hear of; null for everybody's, and for what is nobody's
 */
public record Interest(Set<String> subjects, Set<String> types, String owner) {

  /** Everything. */
  public static final Interest ALL = new Interest(Set.of(), Set.of(), null);

  public Interest {
    subjects = Set.copyOf(subjects);
    types = Set.copyOf(types);
  }

  /** The same for whoever may hear of this owner's changes alone; null for one who may of all. */
  Interest within(String allowed) {
    return new Interest(subjects, types, allowed);
  }

  /**
   * The newest change of an entity as a client is told of it that was away; empty if it is not.
   *
   * <p>Who asked for some types is told the newest of them that happened meanwhile, whatever
   * happened after it: else a change that was overtaken by one of another type would be missed. If
   * the newest of them is behind the span, it comes live.
   */
  public Optional<Fact> of(Fact change, Span span) {
    if (!allows(change.owner()) || (!subjects.isEmpty() && !subjects.contains(change.entityId()))) {
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

  /** Whether it may hear of what belongs to this owner, or to nobody where that is null. */
  boolean allows(String itsOwner) {
    return owner == null || owner.equals(itsOwner);
  }

  boolean includes(String type, String subject) {
    return (types.isEmpty() || types.contains(type))
        && (subjects.isEmpty() || subjects.contains(subject));
  }
}
