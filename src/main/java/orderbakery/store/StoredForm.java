package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.rename;

import com.mongodb.client.MongoCollection;
import org.bson.Document;

/**
 * How the bookkeeping of events is written, and how that of an earlier version is brought up to
 * date. Facts of events are never touched.
 */
final class StoredForm {
  /** 2: {@code entityVersion}, which was {@code orderVersion} in form 1. */
  static final int NEWEST = 2;

  private static final long STEP = 2000;

  private StoredForm() {}

  /**
   * Brings all events to the newest form, in pieces of a bounded time. May be done again, and by
   * several processes at once.
   *
   * @param form of which the log says it is; null for the first, which did not say so
   */
  static void upgrade(MongoCollection<Document> events, Integer form, int partitions) {
    if (form == null || form < 2) {
      for (int partition = 0; partition < partitions; partition++) {
        long last = lastSequence(events, partition);
        for (long from = 0; from < last; from += STEP) {
          events.updateMany(
              and(
                  eq("partition", partition),
                  gt("sequence", from),
                  lte("sequence", from + STEP),
                  exists("orderVersion")),
              rename("orderVersion", "entityVersion"));
        }
      }
    }
  }

  private static long lastSequence(MongoCollection<Document> events, int partition) {
    Document last =
        events.find(eq("partition", partition)).sort(descending("sequence")).limit(1).first();
    return last == null ? 0 : last.getLong("sequence");
  }
}
