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

  /** Whether the last one has left something. */
  private volatile boolean isBehind;

  /**
   * Backlogs of one component.
   *
   * @param batchSize events in one backlog; where there is more, the named partitions share it
   *     evenly
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
    Pending pending =
        isBehind ? ofEach(partitions, share, budget) : ofAll(partitions, share, budget);
    if (pending.events().isEmpty()) {
      return Optional.of(Backlog.EMPTY);
    }
    Map<String, Standstill> standing = standstills.of(partitions, pending.events());
    Map<String, String> releases = standstills.releases(pending.events());
    Map<String, Entity> known = entitiesOf(pending.events(), budget);
    isBehind = budget.isSpent() || !pending.more().isEmpty();
    return budget.isSpent()
        ? Optional.empty()
        : Optional.of(new Backlog(pending.events(), known, standing, releases, pending.more()));
  }

  /**
   * What was read.
   *
   * @param more the partitions in which there may be more
   */
  private record Pending(List<PlatformEvent> events, Set<Integer> more) {}

  /** One question for all of them: mostly there is little in each. */
  private Pending ofAll(List<Integer> partitions, int share, ByteBudget budget) {
    int limit = share * partitions.size();
    List<PlatformEvent> events = pending(partitions, limit, budget);
    return new Pending(events, events.size() == limit ? Set.copyOf(partitions) : Set.of());
  }

  /** A share of each, so that none starves. */
  private Pending ofEach(List<Integer> partitions, int share, ByteBudget budget) {
    List<PlatformEvent> events = new ArrayList<>();
    Set<Integer> more = new HashSet<>();
    for (int partition : partitions) {
      List<PlatformEvent> read = pending(List.of(partition), share, budget);
      events.addAll(read);
      if (read.size() == share) {
        more.add(partition);
      }
    }
    return new Pending(events, more);
  }

  private List<PlatformEvent> pending(List<Integer> partitions, int limit, ByteBudget budget) {
    List<PlatformEvent> pending = new ArrayList<>();
    Bson open = EventsByStatus.filter(partitions, component, EventStatus.PENDING);
    try (MongoCursor<RawBsonDocument> found =
        EventsByStatus.find(events.withDocumentClass(RawBsonDocument.class), open)
            .sort(ascending("partition", "sequence"))
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
