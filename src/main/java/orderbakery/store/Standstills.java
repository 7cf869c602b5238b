package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.execute.Intervention;
import orderbakery.execute.Standstill;
import orderbakery.execute.Stuck;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** Reads what stands still of the entities that a batch is about. */
final class Standstills {
  /** Stuck events that are read at once; what is beyond waits for the next batch. */
  private static final int MOST_EVENTS = 2000;

  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private static final List<String> STUCK =
      EventStatus.STUCK.stream().map(EventStatus::name).toList();

  private final String component;
  private final MongoCollection<Document> events;

  Standstills(String component, MongoCollection<Document> events) {
    this.component = component;
    this.events = events;
  }

  /** Where nothing stands still, one look at each partition is all that this costs. */
  Map<String, Standstill> of(List<Integer> partitions, List<PlatformEvent> pending) {
    if (!anyIn(partitions)) {
      return Map.of();
    }
    Set<String> entities = pending.stream().map(PlatformEvent::entityId).collect(toSet());
    Set<String> intervened =
        pending.stream()
            .filter(event -> Intervention.of(event.operation()).isPresent())
            .map(PlatformEvent::entityId)
            .collect(toSet());
    Map<String, Standstill> standstills = new HashMap<>();
    for (Document event : stuckOf(entities, Document.class).projection(include("entityId"))) {
      standstills.put(event.getString("entityId"), new Standstill(List.of(), true));
    }
    intervened.retainAll(standstills.keySet());
    standstills.putAll(whole(intervened));
    return standstills;
  }

  /** By the id of a command that one of these events names: the intervention that freed it. */
  Map<String, String> releases(List<PlatformEvent> pending) {
    List<String> targets =
        pending.stream()
            .filter(event -> Intervention.of(event.operation()).isPresent())
            .map(event -> event.payload().get("command"))
            .flatMap(target -> target instanceof String id ? Stream.of(id) : Stream.empty())
            .toList();
    Map<String, String> releases = new HashMap<>();
    if (!targets.isEmpty()) {
      for (Document event :
          events.find(in("_id", targets)).projection(include("releasedBy", "skippedBy"))) {
        Stream.of("releasedBy", "skippedBy")
            .map(event::getString)
            .filter(Objects::nonNull)
            .forEach(by -> releases.put(event.getString("_id"), by));
      }
    }
    return releases;
  }

  private boolean anyIn(List<Integer> partitions) {
    Bson stuck = EventsByStatus.filter(partitions, component, EventStatus.STUCK);
    return EventsByStatus.find(events, stuck).projection(include("_id")).first() != null;
  }

  private Map<String, Standstill> whole(Set<String> entities) {
    if (entities.isEmpty()) {
      return Map.of();
    }
    List<Document> read = new ArrayList<>();
    ByteBudget budget = new ByteBudget(MOST_BYTES);
    try (MongoCursor<RawBsonDocument> found =
        stuckOf(entities, RawBsonDocument.class)
            .sort(ascending("entityId", "sequence"))
            .limit(MOST_EVENTS)
            .iterator()) {
      while (!budget.isSpent() && found.hasNext()) {
        read.add(budget.decode(found.next()));
      }
    }
    boolean more = read.size() == MOST_EVENTS || budget.isSpent();
    Map<String, List<Document>> byEntity =
        read.stream().collect(groupingBy(event -> event.getString("entityId")));
    Map<String, Standstill> standstills = new HashMap<>();
    for (String entity : entities) {
      List<Stuck> stuck =
          byEntity.getOrDefault(entity, List.of()).stream().map(EventDocuments::readStuck).toList();
      standstills.put(entity, new Standstill(stuck, more));
    }
    return standstills;
  }

  private <T> FindIterable<T> stuckOf(Collection<String> entities, Class<T> as) {
    return events.find(
        and(in("entityId", entities), eq("serviceName", component), in("status", STUCK)), as);
  }
}
