package orderbakery.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import orderbakery.log.Partitions;
import orderbakery.message.CommandMessages;
import orderbakery.operate.Books;
import orderbakery.operate.Foreman;
import orderbakery.operate.JobDesk;
import orderbakery.operate.Jobs;
import orderbakery.operate.OperatorCommands;
import orderbakery.operate.ParkedCommands;
import orderbakery.operate.SweepLedger;
import orderbakery.operate.Sweeper;
import orderbakery.operate.Workshop;
import orderbakery.store.Ledgers;
import orderbakery.store.MongoBooks;
import orderbakery.store.MongoJobs;
import orderbakery.store.MongoParkedCommands;
import orderbakery.store.MongoStrays;

/** Declares what operators and the clock need of one component: jobs, sweeps, what is parked. */
final class ComponentDesks {
  private ComponentDesks() {}

  static void declare(ComponentParts parts) {
    parts.add("ledgers", Ledgers.class, () -> ledgers(parts));
    parts.add(
        "parked-commands",
        ParkedCommands.class,
        () ->
            new MongoParkedCommands(
                parts.name(), parts.sourceCollection("events"), parts.shared(Partitions.class)));
    jobs(parts);
    parts.add("sweeper", Sweeper.class, () -> sweeper(parts));
  }

  private static Ledgers ledgers(ComponentParts parts) {
    return new Ledgers(
        parts.name(),
        parts.sourceCollection("events"),
        parts.sourceCollection(parts.plural()),
        parts.presentations(),
        parts.shared(Partitions.class));
  }

  private static void jobs(ComponentParts parts) {
    parts.add("books", Books.class, () -> new MongoBooks(parts.own("ledgers", Ledgers.class)));
    parts.add(
        "kept-jobs", Jobs.class, () -> new MongoJobs(parts.name(), parts.sourceCollection("jobs")));
    parts.add(
        "jobs",
        JobDesk.class,
        () ->
            new JobDesk(
                parts.name(),
                parts.own("kept-jobs", Jobs.class),
                parts.own("books", Books.class),
                parts.shared(Partitions.class),
                parts.shared(Clock.class)));
    parts.add(
        "foreman",
        Foreman.class,
        () ->
            new Foreman(
                parts.name(),
                parts.own("kept-jobs", Jobs.class),
                parts.own("books", Books.class),
                parts.shared(Clock.class),
                UUID.randomUUID().toString(),
                parts.settings().jobs().eventsPerSecond(),
                parts.shared(MeterRegistry.class)));
    parts.add(
        "workshop",
        Workshop.class,
        () ->
            new Workshop<>(
                parts.component(),
                parts.own("books", Books.class),
                parts.shared(OperatorCommands.class),
                parts.shared(CommandMessages.class)));
  }

  private static Sweeper sweeper(ComponentParts parts) {
    BakerySettings.Sweeps sweeps = parts.settings().sweeps();
    return new Sweeper(
        parts.name(),
        new MongoStrays(parts.own("ledgers", Ledgers.class)),
        parts.shared(SweepLedger.class),
        parts.shared(OperatorCommands.class),
        parts.shared(Clock.class),
        sweeps.lateAfter(),
        sweeps.restAfter(),
        sweeps.mostRepublished());
  }
}
