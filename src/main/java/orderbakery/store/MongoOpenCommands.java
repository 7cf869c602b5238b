package orderbakery.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import orderbakery.api.OpenCommands;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import org.bson.Document;

/** Open commands in {@code source.events}. */
public final class MongoOpenCommands implements OpenCommands {
  private final MongoCollection<Document> events;
  private final List<Integer> partitions;

  public MongoOpenCommands(MongoCollection<Document> events, Partitions partitions) {
    this.events = events;
    this.partitions = partitions.all().boxed().toList();
  }

  @Override
  public Map<String, EventStatus> statuses(Collection<String> commandIds) {
    Map<String, EventStatus> statuses = new HashMap<>();
    for (Document event : events.find(in("_id", commandIds)).projection(include("status"))) {
      statuses.put(event.getString("_id"), EventStatus.valueOf(event.getString("status")));
    }
    return statuses;
  }

  /** In each partition that is the first of them; at rest, one look at all of them does. */
  @Override
  public Optional<Instant> oldestPending(String component) {
    if (pending(component, partitions).first() == null) {
      return Optional.empty();
    }
    return partitions.stream()
        .map(it -> pending(component, List.of(it)).sort(ascending("sequence")).first())
        .filter(Objects::nonNull)
        .map(it -> EventDocuments.instant(it, "creationTime"))
        .min(Instant::compareTo);
  }

  private FindIterable<Document> pending(String component, List<Integer> of) {
    return EventsByStatus.find(events, EventsByStatus.filter(of, component, EventStatus.PENDING))
        .projection(include("creationTime"))
        .limit(1);
  }
}
