package orderbakery.store;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderbakery.component.Components;
import orderbakery.figures.StoredStages;
import orderbakery.figures.Waiting;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import org.bson.Document;
import org.bson.conversions.Bson;

/** How far the stages are, from the indexes of {@code source.events} and the presentations. */
public final class MongoStages implements StoredStages {
  /** An intervention shows what it has released, if it has released anything. */
  private static final List<String> SHOW_NOTHING = List.of("retry", "skip");

  private final MongoCollection<Document> events;
  private final MongoDatabase presentation;
  private final List<Integer> partitions;

  public MongoStages(
      MongoCollection<Document> events, MongoDatabase presentation, Partitions partitions) {
    this.events = events;
    this.presentation = presentation;
    this.partitions = partitions.all().boxed().toList();
  }

  @Override
  public long head(int partition) {
    Document last =
        events
            .find(eq("partition", partition))
            .sort(descending("sequence"))
            .projection(include("sequence"))
            .first();
    return last == null ? 0 : last.getLong("sequence");
  }

  @Override
  public Map<Integer, Waiting> pending(String component) {
    Map<Integer, Waiting> pending = new HashMap<>();
    Bson open = EventsByStatus.filter(partitions, component, EventStatus.PENDING);
    for (Document found : waiting(open, "creationTime")) {
      pending.put(found.getInteger("_id"), read(found));
    }
    return pending;
  }

  @Override
  public long baked(String component, int partition) {
    return new MongoChanges(presentation.getCollection(Components.plural(component)))
        .newest(partition)
        .sequence();
  }

  @Override
  public Waiting executed(String component, int partition, long above, long upTo) {
    Bson executed =
        and(
            EventsByStatus.filter(List.of(partition), component, EventStatus.EXECUTED),
            gt("sequence", above),
            lte("sequence", upTo),
            nin("operation", SHOW_NOTHING));
    Document found = waiting(executed, "executionTime").first();
    return found == null ? Waiting.NONE : read(found);
  }

  @Override
  public String owner(String component, int partition) {
    Bson executed = EventsByStatus.filter(List.of(partition), component, EventStatus.EXECUTED);
    Document newest =
        EventsByStatus.find(events, executed)
            .sort(descending("sequence"))
            .projection(include("executedBy"))
            .first();
    return newest == null ? null : newest.getString("executedBy");
  }

  private AggregateIterable<Document> waiting(Bson which, String since) {
    return events
        .aggregate(
            List.of(
                match(which),
                group(
                    "$partition",
                    sum("count", 1L),
                    min("first", "$sequence"),
                    max("last", "$sequence"),
                    min("since", "$" + since))))
        .hint(EventsByStatus.INDEX);
  }

  private static Waiting read(Document found) {
    Date since = found.getDate("since");
    return new Waiting(
        found.get("count", Number.class).longValue(),
        found.getLong("first"),
        found.getLong("last"),
        since == null ? null : since.toInstant());
  }
}
