package orderbakery.store;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import orderbakery.execute.Logged;
import orderbakery.execute.Stuck;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import org.bson.Document;

/** Events as {@code source.events} holds them. */
public final class EventDocuments {

  /** The documents of events that have just got their places: PENDING. */
  public List<Document> write(List<PlatformEvent> events) {
    return events.stream().map(EventDocuments::write).toList();
  }

  private static Document write(PlatformEvent event) {
    ScheduledCommand command = event.command();
    Document document =
        new Document("_id", command.id())
            .append("serviceName", command.serviceName())
            .append("operation", command.operation())
            .append("payload", new Document(command.payload()))
            .append("entityId", command.entityId())
            .append("partition", event.partition())
            .append("sequence", event.sequence())
            .append("acceptedAt", Date.from(command.acceptedAt()))
            .append("creationTime", Date.from(event.creationTime()))
            .append("principal", command.principal());
    if (command.changesAll() != null) {
      document.append("changesAll", command.changesAll());
    }
    return document
        .append("digest", command.digest())
        .append("ifMatch", command.ifMatch())
        .append("schemaVersion", event.schemaVersion())
        .append("traceparent", command.traceparent())
        .append("status", EventStatus.PENDING.name())
        .append("attempts", 0);
  }

  static PlatformEvent read(Document document) {
    ScheduledCommand command =
        new ScheduledCommand(
            document.getString("_id"),
            document.getString("entityId"),
            document.getString("serviceName"),
            document.getString("operation"),
            document.get("payload", Document.class),
            document.getString("ifMatch"),
            instant(document, "acceptedAt"),
            null,
            document.getString("principal"),
            document.getBoolean("changesAll"),
            document.getString("digest"),
            document.getString("traceparent"));
    Position position =
        new Position(document.getInteger("partition"), document.getLong("sequence"));
    return new PlatformEvent(
        command, position, instant(document, "creationTime"), document.getInteger("schemaVersion"));
  }

  static Logged readLogged(Document document) {
    Date executed = document.getDate("executionTime");
    return new Logged(
        read(document),
        EventStatus.valueOf(document.getString("status")),
        Optional.ofNullable(document.getLong("entityVersion")).orElse(0L),
        executed == null ? null : executed.toInstant(),
        document.getString("releasedBy"));
  }

  static Stuck readStuck(Document document) {
    return new Stuck(
        read(document),
        document.getInteger("attempts", 0),
        Optional.ofNullable(document.getLong("stoppedAt")).orElse(0L));
  }

  static Instant instant(Document document, String key) {
    return document.getDate(key).toInstant();
  }
}
