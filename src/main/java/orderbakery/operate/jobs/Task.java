package orderbakery.operate.jobs;

import java.util.List;

/**
 * A piece of a job.
 *
 * @param entities to look at now
 * @param then the job when that is done
 */
public record Task(Job job, List<String> entities, Job then) {

  public Task {
    entities = List.copyOf(entities);
  }
}
