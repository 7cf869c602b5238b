package orderbakery.bake;

import java.util.Map;
import java.util.Set;

/** What the presentation shows. */
public interface StoredPresentations {

  /** What is shown of each of these entities; an entity that is not stored is absent. */
  Map<String, Shown> of(Set<String> ids);
}
