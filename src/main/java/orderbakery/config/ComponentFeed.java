package orderbakery.config;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import orderbakery.broker.ComponentRooms;
import orderbakery.broker.OwnQueue;
import orderbakery.broker.Topology;
import orderbakery.component.Caller;
import orderbakery.edge.Failures;
import orderbakery.feed.Feed;
import orderbakery.feed.FeedClients;
import orderbakery.feed.FeedDoor;
import orderbakery.feed.ResumeCounts;
import orderbakery.feed.Tickets;
import orderbakery.feed.Vocabulary;
import orderbakery.figures.FrameTimes;
import orderbakery.figures.JourneyTimes;
import orderbakery.log.EventLog;
import orderbakery.log.Partitions;
import orderbakery.store.MongoChanges;
import orderbakery.store.Schema;
import org.springframework.core.env.Environment;

/** Declares what tells clients of one component what has become of its commands. */
final class ComponentFeed {
  private ComponentFeed() {}

  /**
   * The beans of one component.
   *
   * @param listens whether this process has the feed
   */
  static void declare(ComponentParts parts, boolean listens) {
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
}
