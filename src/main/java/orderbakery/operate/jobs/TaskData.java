package orderbakery.operate.jobs;

import java.util.List;
import java.util.Map;
import orderbakery.execute.Entity;
import orderbakery.execute.Logged;

/**
 * What is known of the entities of a task, as far as its kind of job asks for it.
 *
 * @param stored the presentations, where they are rebuilt
 * @param presentations the same as documents, without the store's own id, where they are compared
 * @param entities those that the source holds in a readable form
 * @param events all of each entity, in order of sequence
 * @param bytes that it takes in the store
 */
public record TaskData(
    Map<String, StoredPresentation> stored,
    Map<String, Map<String, Object>> presentations,
    Map<String, Entity> entities,
    Map<String, List<Logged>> events,
    long bytes) {

  /** Of no entity. */
  public static final TaskData NOTHING = new TaskData(Map.of(), Map.of(), Map.of(), Map.of(), 0);
}
