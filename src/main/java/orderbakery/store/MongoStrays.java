package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static java.util.Comparator.comparing;

import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import orderbakery.operate.sweeps.Stray;
import orderbakery.operate.sweeps.Strays;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What has gone astray of one component. */
public final class MongoStrays implements Strays {
  private final String component;
  private final MongoCollection<Document> events;
  private final MongoCollection<Document> entities;
  private final MongoCollection<Document> presentations;
  private final Partitions partitions;

  public MongoStrays(ComponentCollections collections) {
    this.component = collections.component();
    this.events = collections.events();
    this.entities = collections.entities();
    this.presentations = collections.presentations();
    this.partitions = collections.partitions();
  }

  /** Times grow with the sequence: the oldest of a partition are its first. */
  @Override
  public List<Stray> lateEvents(Instant before, int limit) {
    return partitions
        .all()
        .boxed()
        .flatMap(partition -> firstPending(partition, limit).stream())
        .filter(it -> it.since().isBefore(before))
        .sorted(comparing(Stray::since))
        .limit(limit)
        .toList();
  }

  private List<Stray> firstPending(int partition, int limit) {
    return EventsByStatus.find(
            events, EventsByStatus.filter(List.of(partition), component, EventStatus.PENDING))
        .sort(ascending("sequence"))
        .projection(include("creationTime"))
        .limit(limit)
        .map(it -> new Stray(it.getString("_id"), 0, it.getDate("creationTime").toInstant()))
        .into(new ArrayList<>());
  }

  @Override
  public long countLateEvents(Instant since, Instant before) {
    Bson all =
        EventsByStatus.filter(partitions.all().boxed().toList(), component, EventStatus.PENDING);
    return EventsByStatus.count(
        events,
        and(all, gte("creationTime", Date.from(since)), lt("creationTime", Date.from(before))));
  }

  /** The source is read first: what is shown afterwards is at least as new. */
  @Override
  public Piece unpresented(String after, int limit, Instant before) {
    List<Document> read = page(entities, after, limit, "version", "outcomes.executionTime");
    Map<String, Long> shown = new HashMap<>();
    for (Document document :
        presentations.find(in("_id", ids(read))).projection(include("version"))) {
      shown.put(document.getString("_id"), document.getLong("version"));
    }
    List<Stray> found =
        read.stream()
            .map(it -> new Stray(it.getString("_id"), it.getLong("version"), changedAt(it)))
            .filter(it -> it.since().isBefore(before))
            .filter(it -> shown.getOrDefault(it.id(), 0L) < it.version())
            .toList();
    return new Piece(found, next(read, limit));
  }

  @Override
  public Piece orphans(String after, int limit) {
    List<Document> read = page(presentations, after, limit, "version", "feed.time");
    Set<String> known =
        entities
            .find(in("_id", ids(read)))
            .projection(include("_id"))
            .map(it -> it.getString("_id"))
            .into(new HashSet<>());
    List<Stray> found =
        read.stream()
            .filter(it -> !known.contains(it.getString("_id")))
            .map(it -> new Stray(it.getString("_id"), it.getLong("version"), shownSince(it)))
            .toList();
    return new Piece(found, next(read, limit));
  }

  private static List<Document> page(
      MongoCollection<Document> of, String after, int limit, String... fields) {
    return of.find(after == null ? empty() : gt("_id", after))
        .sort(ascending("_id"))
        .projection(include(fields))
        .limit(limit)
        .into(new ArrayList<>());
  }

  private static List<String> ids(List<Document> read) {
    return read.stream().map(it -> it.getString("_id")).toList();
  }

  private static String next(List<Document> read, int limit) {
    return read.size() < limit ? null : read.get(limit - 1).getString("_id");
  }

  private static Instant changedAt(Document entity) {
    return entity.getList("outcomes", Document.class, List.of()).stream()
        .map(outcome -> EventDocuments.instant(outcome, "executionTime"))
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private static Instant shownSince(Document presentation) {
    return EventDocuments.instant(presentation.get(FeedDocument.FIELD, Document.class), "time");
  }
}
