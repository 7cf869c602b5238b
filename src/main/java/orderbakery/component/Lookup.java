package orderbakery.component;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a request names of another component. */
@FunctionalInterface
public interface Lookup {

  /** Where there is nothing. */
  Lookup NOTHING = (component, ids, fields) -> Map.of();

  /**
   * Entities as they are presented; of a deleted one, what is left of it. One read, whose time is
   * bounded.
   *
   * @param component {@code product}
   * @param fields that are wanted of each
   * @return by id, without those that there are not
   */
  Map<String, Map<String, Object>> find(String component, Set<String> ids, List<String> fields);
}
