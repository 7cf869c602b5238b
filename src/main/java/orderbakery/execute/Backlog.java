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
 * @param standstills of the entities of the pending events that have a parked event, by id
 * @param releasedBy by the id of a command that was released or skipped: the intervention that did
 *     it, as far as one of the pending events names the command
 * @param more partitions that have more pending events than were read
 */
public record Backlog(
    List<PlatformEvent> pending,
    Map<String, Entity> entities,
    Map<String, Standstill> standstills,
    Map<String, String> releasedBy,
    Set<Integer> more) {

  /** Nothing to execute. */
  public static final Backlog EMPTY =
      new Backlog(List.of(), Map.of(), Map.of(), Map.of(), Set.of());

  public Backlog {
    pending = List.copyOf(pending);
    entities = Map.copyOf(entities);
    standstills = Map.copyOf(standstills);
    releasedBy = Map.copyOf(releasedBy);
    more = Set.copyOf(more);
  }

  Standstill standstillOf(String entityId) {
    return standstills.getOrDefault(entityId, Standstill.NONE);
  }
}
