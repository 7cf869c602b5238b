package orderbakery.bake;

import java.util.Map;
import java.util.Optional;
import orderbakery.component.Fact;

/**
 * A fact, baked.
 *
 * @param presentation empty for a rejection, which changes no document
 */
public record Baked(Fact fact, Optional<Presentation> presentation) {

  /** What the frame of the fact shows: the public document, or the problem. */
  Map<String, Object> shown() {
    return presentation.map(Presentation::document).orElse(fact.data());
  }
}
