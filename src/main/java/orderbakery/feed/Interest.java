package orderbakery.feed;

import java.util.Set;

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

  boolean includes(String type, String subject) {
    return (types.isEmpty() || types.contains(type))
        && (subjects.isEmpty() || subjects.contains(subject));
  }
}
