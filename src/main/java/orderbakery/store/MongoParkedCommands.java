package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.operate.parked.ParkedCommand;
import orderbakery.operate.parked.ParkedCommands;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Parked commands in {@code source.events}. */
public final class MongoParkedCommands implements ParkedCommands {
  private static final int MOST_WAITING = 100;

  private final String component;
  private final MongoCollection<Document> events;
  private final Partitions partitions;

  /** The parked commands of one component. */
  public MongoParkedCommands(
      String component, MongoCollection<Document> events, Partitions partitions) {
    this.component = component;
    this.events = events;
    this.partitions = partitions;
  }

  @Override
  public String component() {
    return component;
  }

  @Override
  public long count() {
    return count(EventStatus.PARKED);
  }

  @Override
  public long countBlocked() {
    return count(EventStatus.BLOCKED);
  }

  private long count(EventStatus status) {
    return EventsByStatus.count(events, with(status));
  }

  @Override
  public List<ParkedCommand> list(String kind, int limit) {
    List<Document> found =
        EventsByStatus.find(events, parked(kind))
            .sort(ascending("partition", "sequence"))
            .projection(exclude("payload", "fault.stack"))
            .limit(limit)
            .into(new ArrayList<>());
    Map<String, List<String>> waiting =
        waitingBehind(found.stream().map(it -> it.getString("entityId")).toList());
    return found.stream()
        .map(it -> command(it, waiting.getOrDefault(it.getString("entityId"), List.of())))
        .toList();
  }

  @Override
  public List<Name> named(String kind, int limit) {
    return EventsByStatus.find(events, parked(kind))
        .projection(include("entityId"))
        .limit(limit)
        .map(it -> new Name(component, it.getString("_id"), it.getString("entityId")))
        .into(new ArrayList<>());
  }

  @Override
  public Optional<ParkedCommand> find(String commandId) {
    Document found =
        events
            .find(
                and(
                    eq("_id", commandId),
                    eq("serviceName", component),
                    eq("status", EventStatus.PARKED.name())))
            .first();
    return Optional.ofNullable(found)
        .map(
            it -> {
              String entity = it.getString("entityId");
              return command(it, waitingBehind(List.of(entity)).getOrDefault(entity, List.of()));
            });
  }

  private Bson parked(String kind) {
    Bson all = with(EventStatus.PARKED);
    return kind == null ? all : and(all, eq("fault.kind", kind));
  }

  private Bson with(EventStatus status) {
    return EventsByStatus.filter(partitions.all().boxed().toList(), component, status);
  }

  private Map<String, List<String>> waitingBehind(List<String> entities) {
    List<Document> blocked =
        events
            .find(
                and(
                    in("entityId", entities),
                    eq("serviceName", component),
                    eq("status", EventStatus.BLOCKED.name())))
            .sort(ascending("entityId", "sequence"))
            .projection(include("entityId"))
            .limit(MOST_WAITING * entities.size())
            .into(new ArrayList<>());
    return blocked.stream()
        .collect(
            groupingBy(
                it -> it.getString("entityId"), mapping(it -> it.getString("_id"), toList())));
  }

  private ParkedCommand command(Document event, List<String> waiting) {
    Document fault = event.get("fault", new Document("time", event.getDate("creationTime")));
    return new ParkedCommand(
        component,
        event.getString("_id"),
        event.getString("entityId"),
        event.getString("operation"),
        event.getInteger("partition") + "-" + event.getLong("sequence"),
        event.get("payload", Document.class),
        event.getString("principal"),
        EventDocuments.instant(event, "acceptedAt"),
        event.getInteger("attempts"),
        EventDocuments.instant(fault, "time"),
        fault.getString("kind"),
        fault.getString("message"),
        fault.getString("stack"),
        waiting.stream().limit(MOST_WAITING).toList());
  }
}
