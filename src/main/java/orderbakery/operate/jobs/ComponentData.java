package orderbakery.operate.jobs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.execute.Entity;
import orderbakery.execute.EntityWrite;
import orderbakery.execute.Logged;

/** Log, source and presentation of one component, for those who compare and rebuild. */
public interface ComponentData {

  /**
   * A piece of the log.
   *
   * @param entities those whose first change is in it
   * @param events how many it has
   * @param next where the next piece begins; null at the end
   */
  record Piece(List<String> entities, int events, Job.Place next) {}

  /** The events behind a place, as many as the limit allows. */
  Piece read(Job.Place behind, int limit);

  long countEvents();

  /** All events of these entities, by entity in order of sequence. */
  Map<String, List<Logged>> events(Collection<String> entities);

  /** Those of these entities that the source holds in a readable form. */
  Map<String, Entity> entities(Collection<String> entities);

  /** The presentations as they are stored, without the store's own id. */
  Map<String, Map<String, Object>> presentations(Collection<String> entities);

  /**
   * Those of these entities of which the newest change is told: its event, or the intervention at
   * whose place it was told, has ended.
   */
  Set<String> told(Collection<Entity> entities);

  /** Writes an entity over what was read; false when somebody else was faster. */
  boolean write(EntityWrite write, Entity read);

  /** Removes a presentation that nobody has written since; it is baked again. */
  void removePresentation(String entityId, long version);
}
