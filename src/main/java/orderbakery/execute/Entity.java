package orderbakery.execute;

import java.util.List;
import java.util.Map;

/**
 * One entity as {@code source.<component>} holds it.
 *
 * @param version 1, 2, 3 …
 * @param lastSequence of the newest event that was decided when the document was written
 * @param outcomes of the events of its latest batch
 * @param state the component's source document
 */
public record Entity(
    String id,
    int partition,
    long version,
    long lastSequence,
    List<Outcome> outcomes,
    Map<String, Object> state) {

  public Entity {
    outcomes = List.copyOf(outcomes);
  }
}
