package orderbakery.operate.jobs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import orderbakery.execute.Entity;

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

  /** The events behind a place, up to so many or until so many entities are found. */
  Piece read(Job.Place behind, int mostEvents, int mostEntities);

  long countEvents();

  /**
   * What a kind of job has to know of these entities.
   *
   * @return empty when that is more than so many bytes
   */
  Optional<TaskData> load(Job.Kind kind, List<String> entities, long mostBytes);

  /**
   * Those of these entities of which the newest change is told: its event, or the intervention at
   * whose place it was told, has ended.
   */
  Set<String> told(Collection<Entity> entities);

  /**
   * An entity to write over what was read.
   *
   * @param read null where there was none that can be read
   */
  record Rewrite(Entity read, Entity then) {}

  /** Writes entities; the ids of those that somebody else was faster to write. */
  Set<String> write(List<Rewrite> rewrites);

  /** Removes a presentation that nobody has written since; it is baked again. */
  void remove(StoredPresentation presentation);
}
