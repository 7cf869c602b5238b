package orderbakery.execute;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Fact;

/**
 * One entity as {@code source.<component>} holds it.
 *
 * @param version 1, 2, 3 …
 * @param owner the principal that created it, for ever; null for nobody
 * @param lastSequence of the newest event that was decided when the document was written
 * @param outcomes of the events of its latest batch, its newest change among them
 * @param state the component's source document
 */
public record Entity(
    String id,
    int partition,
    long version,
    String owner,
    long lastSequence,
    List<Outcome> outcomes,
    Map<String, Object> state) {

  public Entity {
    outcomes = List.copyOf(outcomes);
  }

  /** Its newest change, as it was told last. */
  public Optional<Fact> fact() {
    return newest().map(it -> it.fact(id, partition, owner, state));
  }

  /** What made this version, as it was told last. */
  public Optional<Outcome> newest() {
    return outcomes.stream()
        .filter(outcome -> !outcome.isRejection() && outcome.version() == version)
        .max(Comparator.comparingLong(Outcome::shownAt));
  }
}
