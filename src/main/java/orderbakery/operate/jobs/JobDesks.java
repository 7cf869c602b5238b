package orderbakery.operate.jobs;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import orderbakery.operate.Justification;
import orderbakery.operate.Unknown;

/** The jobs of all components: a request names one, or none for all of them. */
public final class JobDesks {
  private final List<JobDesk> desks;

  public JobDesks(List<JobDesk> desks) {
    this.desks = List.copyOf(desks);
  }

  /** The last jobs of these kinds, of every component. */
  List<Map<String, Object>> jobs(Job.Kind... kinds) {
    return each(desks, desk -> desk.jobs(kinds));
  }

  /** What the last jobs of a kind have found. */
  List<Difference> differences(Job.Kind kind) {
    return each(desks, desk -> desk.differences(kind));
  }

  /**
   * Begins a job.
   *
   * @param component null for one of each
   * @param eventsPerSecond null for the setting's
   * @throws IllegalArgumentException when there is no such component, or such a job is running
   */
  List<Map<String, Object>> begin(
      String component,
      Job.Kind kind,
      String from,
      String to,
      boolean heals,
      Integer eventsPerSecond,
      Justification why) {
    List<JobDesk> named = named(component);
    named.forEach(desk -> desk.requireNone(kind));
    return named.stream()
        .map(desk -> desk.begin(kind, from, to, heals, eventsPerSecond, why))
        .toList();
  }

  /**
   * Ends running jobs.
   *
   * @param component null for all of them
   * @throws Unknown when none is running
   */
  List<Map<String, Object>> cancel(String component, Job.Kind kind) {
    List<JobDesk> running = named(component).stream().filter(desk -> desk.isRunning(kind)).toList();
    if (running.isEmpty()) {
      throw new Unknown("No such job is running");
    }
    return each(running, desk -> desk.cancel(kind));
  }

  /** Begins to bake the presentations of every component again. */
  public void bakeAgain() {
    desks.forEach(JobDesk::bakeAgain);
  }

  private List<JobDesk> named(String component) {
    List<JobDesk> named =
        desks.stream()
            .filter(desk -> component == null || desk.component().equals(component))
            .toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no component %s, but %s"
              .formatted(component, desks.stream().map(JobDesk::component).toList()));
    }
    return named;
  }

  private static <T> List<T> each(List<JobDesk> desks, Function<JobDesk, List<T>> what) {
    return desks.stream().map(what).flatMap(List::stream).toList();
  }
}
