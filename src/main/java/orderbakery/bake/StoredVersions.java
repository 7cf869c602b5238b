package orderbakery.bake;

import java.util.Map;
import java.util.Set;

/** Which versions the presentation holds. */
public interface StoredVersions {

  /** The stored version of each of these entities; an entity that is not stored is absent. */
  Map<String, Long> of(Set<String> ids);
}
