package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.rename;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;

/**
 * How bookkeeping is written, and how that of an earlier version is brought up to date. Facts of
 * events are never touched.
 */
final class StoredForm {
  /**
   * 2: events have {@code entityVersion}, which was {@code orderVersion}; jobs name their
   * component, and were all of orders. 3: presentations of orders have {@code subtotal} and {@code
   * taxIncluded}.
   */
  static final int NEWEST = 3;

  private static final long STEP = 2000;

  private StoredForm() {}

  /**
   * Brings all to the newest form, in pieces of a bounded time. May be done again, and by several
   * processes at once.
   *
   * @param form of which the log says it is; null for the first, which did not say so
   */
  static void upgrade(MongoDatabase source, Integer form, int partitions) {
    if (form == null) {
      renameVersions(source.getCollection("events"), partitions);
      nameComponents(source.getCollection("jobs"));
    }
  }

  private static void renameVersions(MongoCollection<Document> events, int partitions) {
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

  private static void nameComponents(MongoCollection<Document> jobs) {
    for (Document job : jobs.find(exists("component", false))) {
      String kind = job.getString("_id");
      String id = "order-" + kind;
      jobs.replaceOne(
          eq("_id", id),
          new Document(job).append("_id", id).append("component", "order").append("kind", kind),
          new ReplaceOptions().upsert(true));
      jobs.deleteOne(eq("_id", kind));
    }
  }

  private static long lastSequence(MongoCollection<Document> events, int partition) {
    Document last =
        events.find(eq("partition", partition)).sort(descending("sequence")).limit(1).first();
    return last == null ? 0 : last.getLong("sequence");
  }
}
