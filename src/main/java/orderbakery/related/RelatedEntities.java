package orderbakery.related;

import java.util.Collection;
import java.util.List;
import orderbakery.execute.Entity;

/**
 * The entities of a relation as their sources hold them: the presentation may be behind, and a
 * change could pass between the two looks at it.
 */
public interface RelatedEntities {

  /**
   * Entities in order of their ids, without the outcomes of their events.
   *
   * @param entities as many as the limit allows, fewer where they are big; none only where there is
   *     none
   * @param isLast whether there is none behind them
   */
  record Page(List<Entity> entities, boolean isLast) {

    public Page {
      entities = List.copyOf(entities);
    }

    String last() {
      return entities.isEmpty() ? null : entities.get(entities.size() - 1).id();
    }
  }

  Relation relation();

  /**
   * Those of these leaders that there are.
   *
   * @param behind the last one that is known; null for the beginning
   */
  Page leaders(Collection<String> ids, String behind);

  /** Those of these followers that there are, likewise. */
  Page followers(Collection<String> ids, String behind);

  /** The followers that name a leader, likewise. */
  Page naming(String leaderId, String behind, int limit);
}
