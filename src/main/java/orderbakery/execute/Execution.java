package orderbakery.execute;

import java.util.List;
import java.util.Set;
import orderbakery.component.Fact;

/**
 * What one batch of events comes to, to be carried out in this order: write, publish, mark.
 *
 * @param writes the changed entities
 * @param facts one per decided event, per partition in order of sequence
 * @param marks the bookkeeping of the events
 * @param more partitions that have more to execute
 */
public record Execution(
    List<EntityWrite> writes, List<Fact> facts, List<Mark> marks, Set<Integer> more) {

  public Execution {
    writes = List.copyOf(writes);
    facts = List.copyOf(facts);
    marks = List.copyOf(marks);
    more = Set.copyOf(more);
  }
}
