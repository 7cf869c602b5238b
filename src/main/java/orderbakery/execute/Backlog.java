package orderbakery.execute;

import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.log.PlatformEvent;

/**
 * What there is to execute.
 *
 * @param pending per partition in order of sequence
 * @param entities those of the pending events that exist, by id
 * @param parked ids of entities with a parked event
 * @param more partitions that have more pending events than were read
 */
public record Backlog(
    List<PlatformEvent> pending,
    Map<String, Entity> entities,
    Set<String> parked,
    Set<Integer> more) {

  public Backlog {
    pending = List.copyOf(pending);
    entities = Map.copyOf(entities);
    parked = Set.copyOf(parked);
    more = Set.copyOf(more);
  }
}
