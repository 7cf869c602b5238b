package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

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

/**
 * How far the stages are, from the indexes of {@code source.events} and the presentations. However
 * much waits, it takes no longer: beyond a limit it is counted by the first and the last of it.
 */
public final class MongoStages implements StoredStages {
  /** An intervention shows what it has released, if it has released anything. */
  private static final List<String> SHOW_NOTHING = List.of("retry", "skip");

  /** Of one partition, some milliseconds' worth. */
  static final int MOST_COUNTED = 10_000;

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
    Bson any = EventsByStatus.filter(partitions, component, EventStatus.PENDING);
    if (EventsByStatus.find(events, any).projection(include("partition")).first() == null) {
      return pending;
    }
    for (int partition : partitions) {
      Bson open = EventsByStatus.filter(List.of(partition), component, EventStatus.PENDING);
      Waiting its = waiting(open, open, "creationTime");
      if (!its.equals(Waiting.NONE)) {
        pending.put(partition, its);
      }
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
            lte("sequence", upTo));
    return waiting(executed, and(executed, nin("operation", SHOW_NOTHING)), "executionTime");
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

  /** By the index, but for the one event that has been waiting for the longest. */
  private Waiting waiting(Bson which, Bson first, String since) {
    Document oldest =
        EventsByStatus.find(events, first)
            .sort(ascending("sequence"))
            .projection(include("sequence", since))
            .first();
    if (oldest == null) {
      return Waiting.NONE;
    }
    long begin = oldest.getLong("sequence");
    long end = lastOf(which, begin);
    long counted = EventsByStatus.count(events, which, MOST_COUNTED);
    Date at = oldest.getDate(since);
    return new Waiting(
        counted < MOST_COUNTED ? counted : Math.max(counted, end - begin + 1),
        begin,
        end,
        at == null ? null : at.toInstant());
  }

  /** What has moved on since the oldest was found leaves that one alone. */
  private long lastOf(Bson which, long first) {
    Document newest =
        EventsByStatus.find(events, which)
            .sort(descending("sequence"))
            .projection(include("sequence"))
            .first();
    return newest == null ? first : newest.getLong("sequence");
  }
}
