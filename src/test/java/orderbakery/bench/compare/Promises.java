package orderbakery.bench.compare;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/**
 * What a run of creates and changes must have left in the databases of Order Bakery; I5 is seen by
 * whoever hears the frames.
 */
record Promises(MongoDatabase source, MongoDatabase presentation) {

  /**
   * Checks I1, I2, I3, I4 and I6.
   *
   * @param orders how many were answered 202
   * @param changes of orders, how many were answered 202
   * @param unknown how many requests were answered 503: they may be in the log or not
   * @throws IllegalStateException naming the promise that does not hold
   */
  void require(long orders, long changes, long unknown) {
    long events = source.getCollection("events").countDocuments();
    long creates = source.getCollection("events").countDocuments(eq("operation", "create"));
    requireUpTo("I1: orders in the log", orders, unknown, creates);
    requireUpTo("I1: changes in the log", changes, unknown, events - creates);
    require(
        "I1: events that have not ended",
        0,
        source.getCollection("events").countDocuments(ne("status", "EXECUTED")));
    require("I2: orders", creates, source.getCollection("orders").countDocuments());
    require("I4: presentations", creates, presentation.getCollection("orders").countDocuments());
    requireVersions();
    require("I6: partitions with holes", 0, partitionsWithHoles());
  }

  /** Each event made one version of its order, and the newest is presented. */
  private void requireVersions() {
    try (MongoCursor<Document> counts = eventsByOrder().cursor();
        MongoCursor<Document> orders = versions(source).cursor();
        MongoCursor<Document> presented = versions(presentation).cursor()) {
      while (counts.hasNext()) {
        Document count = counts.next();
        requireVersion("I2, I3: version of order ", count, orders.next());
        requireVersion("I4: presented version of order ", count, presented.next());
      }
    }
  }

  private static void requireVersion(String what, Document count, Document order) {
    String id = count.getString("_id");
    if (!id.equals(order.getString("_id"))) {
      throw new IllegalStateException("The run is void. " + what + id + ": there is none");
    }
    require(what + id, number(count, "events"), number(order, "version"));
  }

  private AggregateIterable<Document> eventsByOrder() {
    return source
        .getCollection("events")
        .aggregate(List.of(group("$entityId", sum("events", 1)), sort(ascending("_id"))))
        .allowDiskUse(true);
  }

  private static FindIterable<Document> versions(MongoDatabase database) {
    return database
        .getCollection("orders")
        .find()
        .projection(include("version"))
        .sort(ascending("_id"));
  }

  private long partitionsWithHoles() {
    return source
        .getCollection("events")
        .aggregate(
            List.of(
                group(
                    "$partition",
                    sum("events", 1),
                    min("first", "$sequence"),
                    max("last", "$sequence"))))
        .into(new ArrayList<>())
        .stream()
        .filter(it -> number(it, "first") != 1 || number(it, "last") != number(it, "events"))
        .count();
  }

  private static long number(Document document, String field) {
    return document.get(field, Number.class).longValue();
  }

  private static void requireUpTo(String what, long wanted, long more, long found) {
    require(what, Math.min(Math.max(wanted, found), wanted + more), found);
  }

  private static void require(String what, long wanted, long found) {
    if (wanted != found) {
      throw new IllegalStateException(
          "The run is void. " + what + ": " + found + ", not " + wanted);
    }
  }
}
