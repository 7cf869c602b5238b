package orderbakery.operate.jobs;

import java.util.List;

/**
 * A piece of a job.
 *
 * @param entities to look at now
 * @param data what is known of them
 * @param then the job when that is done
 */
public record Task(Job job, List<String> entities, TaskData data, Job then) {

  public Task {
    entities = List.copyOf(entities);
  }

  /** How many events of the log it passes. */
  long events() {
    return then.done() - job.done();
  }

  /** The same task, of these entities alone. */
  Task of(List<String> some) {
    return new Task(job, some, data, then);
  }
}
