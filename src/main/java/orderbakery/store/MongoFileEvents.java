package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.component.FileCommand;
import orderbakery.files.FileKey;
import orderbakery.log.EventStatus;
import orderbakery.operate.sweeps.FileEvents;
import org.bson.Document;

/** What {@code source.events} say of files. */
public final class MongoFileEvents implements FileEvents {
  private final MongoCollection<Document> events;

  public MongoFileEvents(MongoCollection<Document> events) {
    this.events = events;
  }

  @Override
  public Map<FileKey, EventStatus> attached(Set<FileKey> files) {
    Map<String, FileKey> byId = files.stream().collect(toMap(FileKey::fileId, it -> it));
    Map<FileKey, EventStatus> attached = new HashMap<>();
    for (Document event :
        events.find(in("_id", byId.keySet())).projection(include("status", "entityId"))) {
      FileKey file = byId.get(event.getString("_id"));
      if (file.entityId().equals(event.getString("entityId"))) {
        attached.put(file, EventStatus.valueOf(event.getString("status")));
      }
    }
    return attached;
  }

  @Override
  public Map<FileKey, Instant> removed(Set<FileKey> files) {
    Map<String, List<FileKey>> byEntity = files.stream().collect(groupingBy(FileKey::entityId));
    Map<FileKey, Instant> removed = new HashMap<>();
    for (Document event :
        events
            .find(
                and(
                    in("entityId", byEntity.keySet()),
                    in("operation", FileCommand.DETACH, "delete"),
                    eq("status", EventStatus.EXECUTED.name())))
            .projection(include("entityId", "payload", "executionTime"))) {
      Instant time = EventDocuments.instant(event, "executionTime");
      Document detached = event.get("payload", new Document()).get("file", Document.class);
      byEntity.get(event.getString("entityId")).stream()
          .filter(it -> detached == null || it.fileId().equals(detached.getString("id")))
          .forEach(it -> removed.merge(it, time, MongoFileEvents::earlier));
    }
    return removed;
  }

  @Override
  public Set<String> known(Set<String> entityIds) {
    return events
        .distinct("entityId", in("entityId", entityIds), String.class)
        .into(new HashSet<>());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
