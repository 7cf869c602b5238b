package orderbakery.operate.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where jobs are kept, one of a kind. */
public interface Jobs {

  /** Begins a job; false when one of its kind is running. */
  boolean begin(Job job);

  /** The last one of each kind, running or not. */
  List<Job> all();

  /**
   * A running job that is this process's own or that nobody works on, for the next seconds; empty
   * when there is none.
   *
   * @param until when others may take it, should this process die
   */
  Optional<Job> claim(String owner, Instant now, Instant until);

  /** Keeps how far a job is; false when another process has taken it over. */
  boolean keep(Job job, List<Difference> differences, Instant until);

  /** What the last job of a kind has found, the first 1000. */
  List<Difference> differences(Job.Kind kind);

  /** Ends a running job; false when there is none. */
  boolean cancel(Job.Kind kind, Instant now);
}
