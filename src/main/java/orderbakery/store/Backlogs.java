package orderbakery.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import orderbakery.execute.Backlog;
import orderbakery.execute.Entity;
import orderbakery.execute.Standstill;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.log.PlatformEvent;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** Reads what a component has to execute. */
public final class Backlogs {
  /**
   * What a backlog of so many takes of the heap, with all that is made of it, is ten times that.
   */
  private static final long BYTES = 8L * 1024 * 1024;

  private final String component;
  private final MongoCollection<Document> events;
  private final MongoCollection<Document> entities;
  private final Standstills standstills;
  private final List<Integer> allPartitions;
  private final int batchSize;

  /**
   * Backlogs of one component.
   *
   * @param batchSize events in one backlog; the named partitions share it evenly, so that none
   *     starves
   */
  public Backlogs(
      String component,
      MongoCollection<Document> events,
      MongoCollection<Document> entities,
      Partitions partitions,
      int batchSize) {
    this.component = component;
    this.events = events;
    this.entities = entities;
    this.standstills = new Standstills(component, events);
    this.allPartitions = partitions.all().boxed().toList();
    this.batchSize = batchSize;
  }

  /** Whether any event is pending, in whichever partition; at rest, this is all that is asked. */
  public boolean isPending() {
    return EventsByStatus.find(
                events, EventsByStatus.filter(allPartitions, component, EventStatus.PENDING))
            .projection(include("_id"))
            .first()
        != null;
  }

  /**
   * The pending events of these partitions, what stands still of their entities, and then the
   * entities: they are at least as new as the events' marks. Fewer events where they are big.
   */
  public Backlog read(List<Integer> partitions) {
    int share = Math.max(1, batchSize / Math.max(1, partitions.size()));
    Optional<Backlog> read = read(partitions, share);
    while (read.isEmpty()) {
      share = Math.max(1, share / 4);
      read = read(partitions, share);
    }
    return read.get();
  }

  /** Empty when that is too much to have in memory, unless it is one event of each. */
  private Optional<Backlog> read(List<Integer> partitions, int share) {
    ByteBudget budget = new ByteBudget(share == 1 ? Long.MAX_VALUE : BYTES);
    List<PlatformEvent> pending = new ArrayList<>();
    Set<Integer> more = new HashSet<>();
    for (int partition : partitions) {
      List<PlatformEvent> read = pending(partition, share, budget);
      pending.addAll(read);
      if (read.size() == share) {
        more.add(partition);
      }
    }
    if (pending.isEmpty()) {
      return Optional.of(Backlog.EMPTY);
    }
    Map<String, Standstill> standing = standstills.of(partitions, pending);
    Map<String, String> releases = standstills.releases(pending);
    Map<String, Entity> known = entitiesOf(pending, budget);
    return budget.isSpent()
        ? Optional.empty()
        : Optional.of(new Backlog(pending, known, standing, releases, more));
  }

  private List<PlatformEvent> pending(int partition, int limit, ByteBudget budget) {
    List<PlatformEvent> pending = new ArrayList<>();
    Bson open = EventsByStatus.filter(List.of(partition), component, EventStatus.PENDING);
    try (MongoCursor<RawBsonDocument> found =
        EventsByStatus.find(events.withDocumentClass(RawBsonDocument.class), open)
            .sort(ascending("sequence"))
            .limit(limit)
            .iterator()) {
      while (!budget.isSpent() && found.hasNext()) {
        pending.add(EventDocuments.read(budget.decode(found.next())));
      }
    }
    return pending;
  }

  /** Each is published once for every event of it. */
  private Map<String, Entity> entitiesOf(List<PlatformEvent> pending, ByteBudget budget) {
    Map<String, Long> events =
        pending.stream().collect(groupingBy(PlatformEvent::entityId, counting()));
    Map<String, Entity> found = new HashMap<>();
    try (MongoCursor<RawBsonDocument> documents =
        entities.find(in("_id", events.keySet()), RawBsonDocument.class).iterator()) {
      while (!budget.isSpent() && documents.hasNext()) {
        RawBsonDocument document = documents.next();
        long times = events.get(document.getString("_id").getValue());
        Entity entity = EntityDocuments.read(budget.decode(document, times));
        found.put(entity.id(), entity);
      }
    }
    return found;
  }
}
