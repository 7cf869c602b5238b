package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import java.util.Collection;
import java.util.List;
import orderbakery.log.EventStatus;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Asks {@code source.events} for a status by the index for that. Where all events of a partition
 * have it, as in a log that has just begun, MongoDB takes going through the partition for as good,
 * and keeps to that while the log grows.
 */
final class EventsByStatus {
  static final Bson INDEX = ascending("partition", "serviceName", "status", "sequence");

  private EventsByStatus() {}

  /** Which events are asked for; more may be asked of them. */
  static Bson filter(
      Collection<Integer> partitions, String component, Collection<EventStatus> statuses) {
    return and(
        among("partition", partitions),
        eq("serviceName", component),
        among("status", statuses.stream().map(EventStatus::name).toList()));
  }

  static Bson filter(Collection<Integer> partitions, String component, EventStatus status) {
    return filter(partitions, component, List.of(status));
  }

  private static <V> Bson among(String field, Collection<V> values) {
    return values.size() == 1 ? eq(field, values.iterator().next()) : in(field, values);
  }

  static <T> FindIterable<T> find(MongoCollection<T> events, Bson filter) {
    return events.find(filter).hint(INDEX);
  }

  static long count(MongoCollection<Document> events, Bson filter) {
    return events.countDocuments(filter, new CountOptions().hint(INDEX));
  }

  /** How many there are, or the limit. */
  static long count(MongoCollection<Document> events, Bson filter, int limit) {
    return events.countDocuments(filter, new CountOptions().hint(INDEX).limit(limit));
  }
}
