package orderbakery.bench.compare;

import static com.mongodb.client.model.Accumulators.max;
import static com.mongodb.client.model.Accumulators.min;
import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What a run of creates must have left in the databases of Order Bakery; I5 is seen by whoever
 * hears the frames.
 */
record Promises(MongoDatabase source, MongoDatabase presentation) {

  /**
   * Checks I1, I2, I3, I4 and I6.
   *
   * @param accepted how many orders were answered 202
   * @throws IllegalStateException naming the promise that does not hold
   */
  void require(long accepted) {
    require("I1: events", accepted, source.getCollection("events").countDocuments());
    require(
        "I1: events that have not ended",
        0,
        source.getCollection("events").countDocuments(ne("status", "EXECUTED")));
    require("I2: orders with several events", 0, ordersWithSeveralEvents());
    require("I2: orders", accepted, source.getCollection("orders").countDocuments());
    require("I3: first versions", accepted, ofVersionOne(source));
    require(
        "I4: presented orders", accepted, presentation.getCollection("orders").countDocuments());
    require("I4: first versions presented", accepted, ofVersionOne(presentation));
    require("I6: partitions with holes", 0, partitionsWithHoles());
  }

  private long ordersWithSeveralEvents() {
    return count(group("$entityId", sum("events", 1)), match(gt("events", 1)));
  }

  private static long ofVersionOne(MongoDatabase database) {
    return database.getCollection("orders").countDocuments(eq("version", 1));
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

  private long count(Bson... stages) {
    return source
        .getCollection("events")
        .aggregate(List.of(stages))
        .allowDiskUse(true)
        .into(new ArrayList<>())
        .size();
  }

  private static long number(Document document, String field) {
    return document.get(field, Number.class).longValue();
  }

  private static void require(String what, long wanted, long found) {
    if (wanted != found) {
      throw new IllegalStateException(
          "The run is void. " + what + ": " + found + ", not " + wanted);
    }
  }
}
