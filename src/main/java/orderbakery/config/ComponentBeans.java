package orderbakery.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import orderbakery.api.DocumentWriter;
import orderbakery.api.FileUploads;
import orderbakery.api.FormerVersions;
import orderbakery.api.History;
import orderbakery.api.Intake;
import orderbakery.api.Listing;
import orderbakery.api.MadeVersions;
import orderbakery.api.PageWriter;
import orderbakery.api.Presented;
import orderbakery.api.PresentedFiles;
import orderbakery.api.StoredDocuments;
import orderbakery.bake.Baker;
import orderbakery.broker.Broker;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.OwnQueue;
import orderbakery.broker.Topology;
import orderbakery.broker.WriterQueues;
import orderbakery.component.Caller;
import orderbakery.component.Lookup;
import orderbakery.edge.Failures;
import orderbakery.edge.ProblemWriter;
import orderbakery.execute.Executor;
import orderbakery.feed.Feed;
import orderbakery.feed.FeedClients;
import orderbakery.feed.FeedDoor;
import orderbakery.feed.ResumeCounts;
import orderbakery.feed.Tickets;
import orderbakery.feed.Vocabulary;
import orderbakery.figures.FrameTimes;
import orderbakery.figures.JourneyTimes;
import orderbakery.files.ArrivingFiles;
import orderbakery.log.EventLog;
import orderbakery.log.Partitions;
import orderbakery.operate.sweeps.FileSweeper;
import orderbakery.operate.sweeps.MissingFileSweeper;
import orderbakery.operate.sweeps.SweepLedger;
import orderbakery.store.Backlogs;
import orderbakery.store.MarkDocuments;
import orderbakery.store.MongoChanges;
import orderbakery.store.MongoFileEvents;
import orderbakery.store.MongoNamedFiles;
import orderbakery.store.MongoPresentation;
import orderbakery.store.Schema;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Declares the beans of every stage for each component that {@code bakery.components} names: {@code
 * order-executor}, {@code order-baker} … The route templates name them so.
 */
final class ComponentBeans implements ImportBeanDefinitionRegistrar {
  /** So many are asked each time what files they name; most have none. */
  private static final int DOCUMENTS_OF_A_PAGE = 10_000;

  private final Environment environment;
  private final BeanFactory beans;

  ComponentBeans(Environment environment, BeanFactory beans) {
    this.environment = environment;
    this.beans = beans;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importer, BeanDefinitionRegistry registry) {
    Roles roles = Roles.of(environment);
    for (String name : roles.components()) {
      ComponentParts parts = new ComponentParts(name, registry, beans);
      parts.add("rooms", ComponentRooms.class, () -> new ComponentRooms(name, parts.plural()));
      api(parts);
      eventsManager(parts);
      baker(parts);
      events(parts, roles.has(Role.events(name)));
      ComponentDesks.declare(parts);
    }
  }

  private static void api(ComponentParts parts) {
    @SuppressWarnings("unchecked") // there is one supplier of texts
    Supplier<Supplier<String>> commandIds =
        () -> (Supplier<String>) parts.beans().getBean("commandIds");
    Supplier<PageWriter> pages = () -> new PageWriter(parts.shared(DocumentWriter.class));
    parts.add(
        "intake",
        Intake.class,
        () ->
            new Intake(
                parts.component(),
                parts.shared(Clock.class),
                commandIds.get(),
                parts.processName(Role.api(parts.name())),
                parts.shared(Lookup.class)));
    parts.add(
        "listing",
        Listing.class,
        () -> new Listing(parts.component(), parts.shared(StoredDocuments.class), pages.get()));
    parts.add(
        "presented",
        Presented.class,
        () ->
            new Presented(
                parts.component(),
                parts.shared(StoredDocuments.class),
                parts.shared(DocumentWriter.class)));
    parts.add(
        "former-versions",
        FormerVersions.class,
        () -> new FormerVersions<>(parts.component(), parts.shared(MadeVersions.class)));
    parts.add(
        "uploads",
        FileUploads.class,
        () ->
            new FileUploads(
                parts.own("intake", Intake.class),
                parts.shared(ArrivingFiles.class),
                parts.settings().files().sizeLimit().toBytes()));
    parts.add(
        "files",
        PresentedFiles.class,
        () ->
            new PresentedFiles(
                parts.component(),
                parts.own("presented", Presented.class),
                parts.shared(StoredDocuments.class),
                parts.shared(ProblemWriter.class)));
    parts.add(
        "file-sweeper",
        FileSweeper.class,
        () ->
            new FileSweeper(
                parts.name(),
                new MongoFileEvents(parts.sourceCollection("events")),
                parts.shared(SweepLedger.class),
                parts.shared(ArrivingFiles.class),
                parts.shared(Partitions.class),
                new WriterQueues(parts.shared(Broker.class))::isEmpty,
                parts.shared(Clock.class),
                parts.settings().files().keep()));
    parts.add(
        "missing-file-sweeper",
        MissingFileSweeper.class,
        () ->
            new MissingFileSweeper(
                parts.name(),
                new MongoNamedFiles(parts.name(), parts.presentations(), DOCUMENTS_OF_A_PAGE),
                new MongoFileEvents(parts.sourceCollection("events")),
                parts.shared(SweepLedger.class),
                parts.shared(Clock.class),
                parts.settings().sweeps().restAfter()));
    parts.add(
        "history",
        History.class,
        () -> new History(parts.component(), parts.shared(StoredDocuments.class), pages.get()));
  }

  private static void eventsManager(ComponentParts parts) {
    parts.add(
        "backlogs",
        Backlogs.class,
        () ->
            new Backlogs(
                parts.name(),
                parts.sourceCollection("events"),
                parts.sourceCollection(parts.plural()),
                parts.shared(Partitions.class),
                parts.settings().broker().batchSize()));
    parts.add(
        "executor",
        Executor.class,
        () -> new Executor<>(parts.component(), parts.shared(Clock.class)));
    parts.add(
        "mark-documents",
        MarkDocuments.class,
        () -> new MarkDocuments(parts.processName(Role.eventsManager(parts.name()))));
  }

  private static void baker(ComponentParts parts) {
    parts.add(
        "baker",
        Baker.class,
        () ->
            new Baker<>(
                parts.component(),
                new MongoPresentation(parts.presentations()),
                parts.shared(DeadLetters.class),
                JourneyTimes.untilBaked(
                    parts.name(), parts.shared(MeterRegistry.class), parts.shared(Clock.class))));
  }

  private static FeedDoor feedDoor(ComponentParts parts) {
    return new FeedDoor(
        parts.shared(Tickets.class),
        parts.component().access(),
        Reach.of(parts.shared(Environment.class)).takesTokens()
            ? Optional.empty()
            : Optional.of(Caller.ANONYMOUS),
        parts.shared(Failures.class),
        parts.shared(Clock.class));
  }

  private static void events(ComponentParts parts, boolean listens) {
    parts.add(
        "feed",
        Feed.class,
        () ->
            new Feed(
                parts.name(),
                parts.shared(Partitions.class),
                parts.shared(Schema.class)::epoch,
                new MongoChanges(parts.presentations()),
                JourneyTimes.untilNotified(
                    parts.name(),
                    parts.shared(MeterRegistry.class),
                    parts.shared(Clock.class),
                    parts.shared(FrameTimes.class))));
    parts.add("feed-door", FeedDoor.class, () -> feedDoor(parts));
    parts.add(
        "feed-clients",
        FeedClients.class,
        () ->
            new FeedClients(
                parts.component().access(),
                parts.own("feed", Feed.class),
                parts.shared(EventLog.class),
                Vocabulary.of(parts.component()),
                "/" + parts.name(),
                Math.toIntExact(parts.settings().feed().heartbeat().toSeconds()),
                new ResumeCounts(parts.name(), parts.shared(MeterRegistry.class))));
    if (listens) {
      parts.add(
          "events-queue",
          OwnQueue.class,
          () ->
              parts
                  .shared(Topology.class)
                  .own(
                      parts
                          .shared(Environment.class)
                          .getRequiredProperty("queue." + Role.events(parts.name()).roleName()),
                      parts.own("rooms", ComponentRooms.class)));
    }
  }
}
