package orderbakery.related;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import orderbakery.execute.Entity;

/**
 * The entities of a relation as their sources hold them: the presentation may be behind, and a
 * change could pass between the two looks at it.
 */
public interface RelatedEntities {

  Relation relation();

  /** Those of these leaders that there are, by id. */
  Map<String, Entity> leaders(Collection<String> ids);

  /** Those of these followers that there are, by id. */
  Map<String, Entity> followers(Collection<String> ids);

  /**
   * The followers that name a leader, by id.
   *
   * @param behind the last one that is known; null for the beginning
   */
  List<Entity> naming(String leaderId, String behind, int limit);
}
