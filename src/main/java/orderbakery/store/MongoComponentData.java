package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import orderbakery.execute.Entity;
import orderbakery.execute.Logged;
import orderbakery.execute.Outcome;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.log.Position;
import orderbakery.operate.jobs.ComponentData;
import orderbakery.operate.jobs.Job;
import orderbakery.operate.jobs.StoredPresentation;
import orderbakery.operate.jobs.TaskData;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log, source and presentation of one component. */
public final class MongoComponentData implements ComponentData {
  private static final Logger LOG = LoggerFactory.getLogger(MongoComponentData.class);
  private static final int EVENTS_AT_A_TIME = 1000;

  private final String component;
  private final MongoCollection<Document> events;
  private final MongoCollection<Document> entities;
  private final MongoCollection<Document> presentations;
  private final Partitions partitions;

  public MongoComponentData(ComponentCollections collections) {
    this.component = collections.component();
    this.events = collections.events();
    this.entities = collections.entities();
    this.presentations = collections.presentations();
    this.partitions = collections.partitions();
  }

  @Override
  public Piece read(Job.Place behind, int mostEvents, int mostEntities) {
    Set<String> first = new LinkedHashSet<>();
    int passed = 0;
    Job.Place at = behind;
    while (at != null && passed < mostEvents && first.size() < mostEntities) {
      try (MongoCursor<Document> events = eventsBehind(at, mostEvents - passed)) {
        boolean isMore = events.hasNext();
        while (isMore && passed < mostEvents && first.size() < mostEntities) {
          Document event = events.next();
          passed++;
          at = new Job.Place(at.partition(), event.getLong("sequence"));
          if (isFirst(event)) {
            first.add(event.getString("entityId"));
          }
          isMore = events.hasNext();
        }
        at = isMore || passed == mostEvents ? at : beginningBehind(at.partition());
      }
    }
    return new Piece(List.copyOf(first), passed, at);
  }

  private boolean isFirst(Document event) {
    return component.equals(event.getString("serviceName"))
        && Long.valueOf(1).equals(event.getLong("entityVersion"));
  }

  private MongoCursor<Document> eventsBehind(Job.Place place, int limit) {
    return events
        .find(and(eq("partition", place.partition()), gt("sequence", place.sequence())))
        .sort(ascending("sequence"))
        .projection(include("sequence", "entityId", "serviceName", "entityVersion"))
        .limit(limit)
        .batchSize(EVENTS_AT_A_TIME)
        .iterator();
  }

  private Job.Place beginningBehind(int partition) {
    return partition + 1 < partitions.count() ? new Job.Place(partition + 1, 0) : null;
  }

  @Override
  public long countEvents() {
    return events.estimatedDocumentCount();
  }

  /** The presentations are read first, the events last: what is read later is at least as new. */
  @Override
  public Optional<TaskData> load(Job.Kind kind, List<String> ids, long mostBytes) {
    if (ids.isEmpty()) {
      return Optional.of(TaskData.NOTHING);
    }
    ByteBudget budget = new ByteBudget(mostBytes);
    Map<String, StoredPresentation> stored =
        kind == Job.Kind.PRESENTATION ? stored(ids, budget) : Map.of();
    Map<String, Map<String, Object>> shown =
        kind.rebuilds() ? Map.of() : presentations(ids, budget);
    Map<String, Entity> known = entities(ids, budget);
    Map<String, List<Logged>> logged = kind.isOfLog() ? events(ids, budget) : Map.of();
    return budget.isSpent()
        ? Optional.empty()
        : Optional.of(new TaskData(stored, shown, known, logged, budget.spent()));
  }

  private Map<String, StoredPresentation> stored(List<String> ids, ByteBudget budget) {
    Map<String, StoredPresentation> found = new HashMap<>();
    each(
        presentations.find(in("_id", ids), RawBsonDocument.class),
        budget,
        document -> {
          budget.count(document);
          RawPresentation presentation = new RawPresentation(document);
          found.put(presentation.id(), presentation);
        });
    return found;
  }

  private Map<String, Map<String, Object>> presentations(List<String> ids, ByteBudget budget) {
    Map<String, Map<String, Object>> found = new HashMap<>();
    read(
        presentations.find(in("_id", ids), RawBsonDocument.class),
        budget,
        document -> found.put((String) document.remove("_id"), document));
    return found;
  }

  private Map<String, Entity> entities(List<String> ids, ByteBudget budget) {
    Map<String, Entity> found = new TreeMap<>();
    read(
        entities.find(in("_id", ids), RawBsonDocument.class),
        budget,
        document -> {
          try {
            Entity entity = EntityDocuments.read(document);
            found.put(entity.id(), entity);
          } catch (RuntimeException e) {
            LOG.error("Document {} of {} cannot be read", document.get("_id"), component, e);
          }
        });
    return found;
  }

  private Map<String, List<Logged>> events(List<String> ids, ByteBudget budget) {
    Map<String, List<Logged>> byEntity = new HashMap<>();
    read(
        events
            .find(and(in("entityId", ids), eq("serviceName", component)), RawBsonDocument.class)
            .sort(ascending("entityId", "sequence")),
        budget,
        event ->
            byEntity
                .computeIfAbsent(event.getString("entityId"), id -> new ArrayList<>())
                .add(EventDocuments.readLogged(event)));
    return byEntity;
  }

  private static void read(
      FindIterable<RawBsonDocument> found, ByteBudget budget, Consumer<Document> reader) {
    each(found, budget, document -> reader.accept(budget.decode(document)));
  }

  /** Ends where the budget does. */
  private static void each(
      FindIterable<RawBsonDocument> found, ByteBudget budget, Consumer<RawBsonDocument> reader) {
    try (MongoCursor<RawBsonDocument> documents = found.iterator()) {
      while (!budget.isSpent() && documents.hasNext()) {
        reader.accept(documents.next());
      }
    }
  }

  @Override
  public Set<String> told(Collection<Entity> asked) {
    Map<Integer, List<Long>> places =
        asked.stream()
            .filter(it -> it.newest().isPresent())
            .collect(groupingBy(Entity::partition, mapping(MongoComponentData::shownAt, toList())));
    Set<Position> ended = ended(places);
    return asked.stream()
        .filter(it -> it.newest().isPresent())
        .filter(it -> ended.contains(new Position(it.partition(), shownAt(it))))
        .map(Entity::id)
        .collect(toSet());
  }

  private Set<Position> ended(Map<Integer, List<Long>> places) {
    List<String> open = EventStatus.OPEN.stream().map(EventStatus::name).toList();
    Set<Position> ended = new HashSet<>();
    places.forEach(
        (partition, sequences) -> {
          Bson there = and(eq("partition", partition), in("sequence", sequences));
          for (Document event :
              events.find(there).projection(include("partition", "sequence", "status"))) {
            if (!open.contains(event.getString("status"))) {
              ended.add(new Position(partition, event.getLong("sequence")));
            }
          }
        });
    return ended;
  }

  private static long shownAt(Entity entity) {
    return entity.newest().map(Outcome::shownAt).orElseThrow();
  }

  /** One bulk, in whatever order: they are different entities. */
  @Override
  public Set<String> write(List<Rewrite> rewrites) {
    List<WriteModel<Document>> writes = rewrites.stream().map(MongoComponentData::write).toList();
    return Contested.writeAll(entities, writes).stream()
        .map(index -> rewrites.get(index).then().id())
        .collect(toSet());
  }

  private static WriteModel<Document> write(Rewrite rewrite) {
    Entity read = rewrite.read();
    Bson expected =
        read == null
            ? eq("_id", rewrite.then().id())
            : and(
                eq("_id", read.id()),
                eq("version", read.version()),
                eq("lastSequence", read.lastSequence()));
    return new ReplaceOneModel<>(
        expected, EntityDocuments.documentOf(rewrite.then()), new ReplaceOptions().upsert(true));
  }

  @Override
  public void remove(StoredPresentation presentation) {
    if (presentation instanceof RawPresentation raw) {
      presentations.deleteOne(raw.unchanged());
    }
  }
}
