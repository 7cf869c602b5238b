package orderbakery.bake;

import java.util.Map;
import java.util.Optional;
import orderbakery.component.Fact;

/**
 * A fact, baked.
 *
 * @param presentation empty for a rejection, which changes no document
 * @param isRebuilt whether it is baked again without telling anybody
 */
public record Baked(Fact fact, Optional<Presentation> presentation, boolean isRebuilt) {

  /** Whether it is to be written over what is stored. */
  boolean replaces(Shown held) {
    return presentation
        .map(Presentation::shown)
        .filter(it -> isRebuilt ? !held.isAbove(it) : it.isAbove(held))
        .isPresent();
  }

  /** What the frame of the fact shows: the public document, or the problem. */
  Map<String, Object> shown() {
    return presentation.map(Presentation::document).orElse(fact.data());
  }
}
