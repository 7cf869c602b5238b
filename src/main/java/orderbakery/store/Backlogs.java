package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import orderbakery.execute.Backlog;
import orderbakery.execute.Entity;
import orderbakery.execute.Standstill;
import orderbakery.log.EventStatus;
import orderbakery.log.PlatformEvent;
import org.bson.Document;

/** Reads what a component has to execute. */
public final class Backlogs {
  private final String component;
  private final MongoCollection<Document> events;
  private final MongoCollection<Document> entities;
  private final Standstills standstills;
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
      int batchSize) {
    this.component = component;
    this.events = events;
    this.entities = entities;
    this.standstills = new Standstills(component, events);
    this.batchSize = batchSize;
  }

  /**
   * The pending events of these partitions, what stands still of their entities, and then the
   * entities: they are at least as new as the events' marks.
   */
  public Backlog read(List<Integer> partitions) {
    List<PlatformEvent> pending = new ArrayList<>();
    Set<Integer> more = new HashSet<>();
    int share = Math.max(1, batchSize / Math.max(1, partitions.size()));
    for (int partition : partitions) {
      List<PlatformEvent> read = pending(partition, share);
      pending.addAll(read);
      if (read.size() == share) {
        more.add(partition);
      }
    }
    if (pending.isEmpty()) {
      return Backlog.EMPTY;
    }
    Map<String, Standstill> standing = standstills.of(partitions, pending);
    Map<String, String> releases = standstills.releases(pending);
    return new Backlog(pending, entitiesOf(pending), standing, releases, more);
  }

  private List<PlatformEvent> pending(int partition, int limit) {
    List<PlatformEvent> pending = new ArrayList<>();
    events
        .find(
            and(
                eq("partition", partition),
                eq("serviceName", component),
                eq("status", EventStatus.PENDING.name())))
        .sort(ascending("sequence"))
        .limit(limit)
        .map(EventDocuments::read)
        .into(pending);
    return pending;
  }

  private Map<String, Entity> entitiesOf(List<PlatformEvent> pending) {
    Set<String> ids = pending.stream().map(PlatformEvent::entityId).collect(Collectors.toSet());
    Map<String, Entity> found = new HashMap<>();
    for (Document document : entities.find(in("_id", ids))) {
      Entity entity = EntityDocuments.read(document);
      found.put(entity.id(), entity);
    }
    return found;
  }
}
