package orderbakery.config;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import orderbakery.log.Partitions;
import orderbakery.message.CommandMessages;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.jobs.ComponentData;
import orderbakery.operate.jobs.JobDesk;
import orderbakery.operate.jobs.JobRunner;
import orderbakery.operate.jobs.Jobs;
import orderbakery.operate.jobs.TaskRunner;
import orderbakery.operate.parked.ParkedCommands;
import orderbakery.operate.sweeps.SweepLedger;
import orderbakery.operate.sweeps.Sweeper;
import orderbakery.store.ComponentCollections;
import orderbakery.store.MongoComponentData;
import orderbakery.store.MongoJobs;
import orderbakery.store.MongoParkedCommands;
import orderbakery.store.MongoStrays;

/** Declares what operators and the clock need of one component: jobs, sweeps, what is parked. */
final class ComponentDesks {
  private ComponentDesks() {}

  static void declare(ComponentParts parts) {
    parts.add("collections", ComponentCollections.class, () -> collections(parts));
    parts.add(
        "parked-commands",
        ParkedCommands.class,
        () ->
            new MongoParkedCommands(
                parts.name(), parts.sourceCollection("events"), parts.shared(Partitions.class)));
    jobs(parts);
    parts.add("sweeper", Sweeper.class, () -> sweeper(parts));
  }

  private static ComponentCollections collections(ComponentParts parts) {
    return new ComponentCollections(
        parts.name(),
        parts.sourceCollection("events"),
        parts.sourceCollection(parts.plural()),
        parts.presentations(),
        parts.shared(Partitions.class));
  }

  private static void jobs(ComponentParts parts) {
    parts.add(
        "data",
        ComponentData.class,
        () -> new MongoComponentData(parts.own("collections", ComponentCollections.class)));
    parts.add(
        "kept-jobs", Jobs.class, () -> new MongoJobs(parts.name(), parts.sourceCollection("jobs")));
    parts.add(
        "jobs",
        JobDesk.class,
        () ->
            new JobDesk(
                parts.name(),
                parts.own("kept-jobs", Jobs.class),
                parts.own("data", ComponentData.class),
                parts.shared(Partitions.class),
                parts.shared(Clock.class)));
    parts.add(
        "job-runner",
        JobRunner.class,
        () ->
            new JobRunner(
                parts.name(),
                parts.own("kept-jobs", Jobs.class),
                parts.own("data", ComponentData.class),
                parts.shared(Clock.class),
                UUID.randomUUID().toString(),
                parts.settings().jobs().eventsPerSecond(),
                reader(parts.name()),
                parts.shared(MeterRegistry.class)));
    parts.add(
        "task-runner",
        TaskRunner.class,
        () ->
            new TaskRunner<>(
                parts.component(),
                parts.own("data", ComponentData.class),
                parts.shared(OperatorCommands.class),
                parts.shared(CommandMessages.class)));
  }

  /** One thread, while there is something to read. */
  private static Executor reader(String component) {
    return new ThreadPoolExecutor(
        0,
        1,
        10,
        SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(task, "reads ahead for jobs of " + component);
          thread.setDaemon(true);
          return thread;
        });
  }

  private static Sweeper sweeper(ComponentParts parts) {
    SweepSettings sweeps = parts.settings().sweeps();
    return new Sweeper(
        parts.name(),
        new MongoStrays(parts.own("collections", ComponentCollections.class)),
        parts.shared(SweepLedger.class),
        parts.shared(OperatorCommands.class),
        parts.shared(Clock.class),
        sweeps.lateAfter(),
        sweeps.restAfter(),
        sweeps.mostRepublished());
  }
}
