package orderbakery.operate.jobs;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import orderbakery.component.Ids;
import orderbakery.log.Partitions;
import orderbakery.operate.Justification;
import orderbakery.operate.Unknown;

/** Begins the jobs of one component, shows them and ends them. */
public final class JobDesk {
  private static final Justification HOURLY =
      new Justification("order-bakery", "a sample each hour");
  private static final Justification UPGRADE =
      new Justification("order-bakery", "baked by an earlier version");
  private static final int SAMPLE = 1000;

  private final String component;
  private final Jobs jobs;
  private final ComponentData data;
  private final Partitions partitions;
  private final Clock clock;

  public JobDesk(
      String component, Jobs jobs, ComponentData data, Partitions partitions, Clock clock) {
    this.component = component;
    this.jobs = jobs;
    this.data = data;
    this.partitions = partitions;
    this.clock = clock;
  }

  /** Whose jobs they are. */
  public String component() {
    return component;
  }

  /** The last jobs of these kinds. */
  public List<Map<String, Object>> jobs(Job.Kind... kinds) {
    Set<Job.Kind> asked = Set.of(kinds);
    Instant now = clock.instant();
    return jobs.all().stream()
        .filter(job -> asked.contains(job.kind()))
        .map(job -> shown(job, now))
        .toList();
  }

  public List<Difference> differences(Job.Kind kind) {
    return jobs.differences(kind);
  }

  /**
   * Begins a job; it is kept, and done by whichever process has time.
   *
   * @param eventsPerSecond null for the setting's
   * @throws IllegalArgumentException when one of its kind is running, an end is no id, or the pace
   *     is none
   */
  public Map<String, Object> begin(
      Job.Kind kind,
      String from,
      String to,
      boolean heals,
      Integer eventsPerSecond,
      Justification why) {
    Job job =
        new Job(
            kind,
            id(from),
            id(to),
            heals,
            why,
            eventsPerSecond,
            false,
            clock.instant(),
            null,
            Job.Place.BEGINNING,
            List.of(),
            0,
            data.countEvents(),
            0,
            0,
            null);
    if (!jobs.begin(job)) {
      throw running();
    }
    return shown(job, clock.instant());
  }

  private static String id(String given) {
    return given == null
        ? null
        : Ids.read(given)
            .orElseThrow(() -> new IllegalArgumentException("'from' and 'to' must be ids, UUIDs"));
  }

  /**
   * Requires that no job of a kind is running.
   *
   * @throws IllegalArgumentException when one is
   */
  void requireNone(Job.Kind kind) {
    if (isRunning(kind)) {
      throw running();
    }
  }

  boolean isRunning(Job.Kind kind) {
    return jobs.all().stream().anyMatch(job -> job.kind() == kind && job.isRunning());
  }

  private IllegalArgumentException running() {
    return new IllegalArgumentException(
        "Such a job of %s is running already; cancel it or wait".formatted(component));
  }

  /** Begins to compare a piece of the log, another one each hour; nothing while one is running. */
  public void sample() {
    long hour = clock.instant().getEpochSecond() / 3600;
    long perPartition = Math.max(1, data.countEvents() / partitions.count());
    Job.Place place =
        new Job.Place(
            Math.floorMod(hour, partitions.count()), new Random(hour).nextLong(perPartition));
    boolean unused = jobs.begin(ofItself(Job.Kind.SAMPLE, false, HOURLY, place, SAMPLE));
  }

  /**
   * Begins to bake all presentations again, from the beginning when that is under way: what is
   * behind it may have been baked by an earlier version.
   */
  public void bakeAgain() {
    Instant now = clock.instant();
    boolean unused = jobs.cancel(Job.Kind.PRESENTATION, now);
    unused =
        jobs.begin(
            ofItself(
                Job.Kind.PRESENTATION, true, UPGRADE, Job.Place.BEGINNING, data.countEvents()));
  }

  /**
   * Ends a running job.
   *
   * @throws Unknown when none is running
   */
  public List<Map<String, Object>> cancel(Job.Kind kind) {
    if (!jobs.cancel(kind, clock.instant())) {
      throw new Unknown("No such job is running");
    }
    return jobs(kind);
  }

  /** One of all entities, that no operator has begun. */
  private Job ofItself(
      Job.Kind kind, boolean rebuilds, Justification why, Job.Place at, long total) {
    return new Job(
        kind,
        null,
        null,
        rebuilds,
        why,
        null,
        rebuilds,
        clock.instant(),
        null,
        at,
        List.of(),
        0,
        total,
        0,
        0,
        null);
  }

  private Map<String, Object> shown(Job job, Instant now) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("component", component);
    shown.put("kind", job.kind());
    shown.put("from", job.from());
    shown.put("to", job.to());
    shown.put("by", job.why().by());
    shown.put("reason", job.why().reason());
    shown.put("running", job.isRunning());
    shown.put("startedAt", job.startedAt());
    shown.put("endedAt", job.endedAt());
    shown.put("percent", job.percent());
    shown.put("events", job.done());
    shown.put("eventsPerSecond", job.rate(now));
    shown.put("restSeconds", job.restSeconds(now));
    shown.put("putRight", job.changed());
    shown.put("foundWrong", job.found());
    shown.put("inMotion", job.later().size());
    return shown;
  }
}
