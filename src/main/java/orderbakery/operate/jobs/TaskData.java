package orderbakery.operate.jobs;

import java.util.List;
import java.util.Map;
import orderbakery.execute.Entity;
import orderbakery.execute.Logged;

/**
 * What is known of the entities of a task, as far as its kind of job asks for it.
 *
 * @param presentations as they are stored, without the store's own id; of a rebuild of them the
 *     version alone
 * @param entities those that the source holds in a readable form
 * @param events all of each entity, in order of sequence
 * @param bytes that it takes in the store
 */
public record TaskData(
    Map<String, Map<String, Object>> presentations,
    Map<String, Entity> entities,
    Map<String, List<Logged>> events,
    long bytes) {

  /** Of no entity. */
  public static final TaskData NOTHING = new TaskData(Map.of(), Map.of(), Map.of(), 0);
}
