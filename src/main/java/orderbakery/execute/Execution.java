package orderbakery.execute;

import java.util.List;
import java.util.Set;
import orderbakery.component.Fact;

/**
 * What one batch of events comes to, to be carried out in this order: write, mark what is not told,
 * publish, mark what is told.
 *
 * <p>What stands still, or was refused to an operator, is marked before anything is published:
 * after a crash it may be decided differently, and would be published out of order.
 *
 * @param writes the changed entities
 * @param facts one per decided event, per partition in order of sequence
 * @param early the bookkeeping of events that are parked or blocked now, and of interventions that
 *     were refused
 * @param marks the bookkeeping of all other events
 * @param more partitions that have more to execute
 */
public record Execution(
    List<EntityWrite> writes,
    List<Fact> facts,
    List<Mark> early,
    List<Mark> marks,
    Set<Integer> more) {

  public Execution {
    writes = List.copyOf(writes);
    facts = List.copyOf(facts);
    early = List.copyOf(early);
    marks = List.copyOf(marks);
    more = Set.copyOf(more);
  }
}
