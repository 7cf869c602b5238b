package orderbakery.execute;

import java.util.List;
import java.util.Set;
import orderbakery.component.Fact;

/**
 * What one batch of events comes to, to be carried out in this order: write, mark what stands
 * still, publish, mark what has ended.
 *
 * <p>What stands still is marked before anything is told: should it be decided after all, it must
 * not be told behind what came later.
 *
 * @param writes the changed entities
 * @param facts one per decided event, per partition in order of sequence
 * @param standing the bookkeeping of events that are parked or blocked now
 * @param marks the bookkeeping of events that have ended
 * @param more partitions that have more to execute
 */
public record Execution(
    List<EntityWrite> writes,
    List<Fact> facts,
    List<Mark> standing,
    List<Mark> marks,
    Set<Integer> more) {

  public Execution {
    writes = List.copyOf(writes);
    facts = List.copyOf(facts);
    standing = List.copyOf(standing);
    marks = List.copyOf(marks);
    more = Set.copyOf(more);
  }
}
