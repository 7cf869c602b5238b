package orderbakery.bench;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import orderbakery.log.Partitions;
import org.bson.Document;

/**
 * Fills log, source and presentation with orders, for to place them would take hours.
 *
 * @param source the database of events and orders
 * @param presentations the collection that readers see
 */
public record Seeding(MongoDatabase source, MongoCollection<Document> presentations) {
  private static final int BATCH = 1000;

  /**
   * Copies an order that stands alone in its history, so many times, each with an event of its own
   * at the end of the log.
   */
  public void copy(String template, int count) {
    MongoCollection<Document> events = source.getCollection("events");
    MongoCollection<Document> orders = source.getCollection("orders");
    Document event = events.find(eq("_id", template)).first();
    Document order = orders.find(eq("_id", template)).first();
    Document presented = presentations.find(eq("_id", template)).first();
    Partitions partitions = new Partitions(8);
    long[] sequences =
        partitions.all().mapToLong(partition -> highest(events, partition)).toArray();
    List<Document> newEvents = new ArrayList<>();
    List<Document> newOrders = new ArrayList<>();
    List<Document> newPresentations = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String id = UUID.randomUUID().toString();
      int partition = partitions.of(id);
      long sequence = ++sequences[partition];
      newEvents.add(
          at(new Document(event).append("_id", id).append("entityId", id), partition, sequence));
      newOrders.add(seededOrder(order, id, partition, sequence));
      Document feed = new Document(presented.get("feed", Document.class)).append("id", id);
      feed.append("types", new Document("created", sequence));
      newPresentations.add(
          new Document(presented)
              .append("_id", id)
              .append("id", id)
              .append("feed", at(feed, partition, sequence)));
      if (newEvents.size() == BATCH || i == count) {
        events.insertMany(newEvents);
        orders.insertMany(newOrders);
        presentations.insertMany(newPresentations);
        newEvents.clear();
        newOrders.clear();
        newPresentations.clear();
      }
    }
  }

  private static long highest(MongoCollection<Document> events, int partition) {
    Document last = events.find(eq("partition", partition)).sort(descending("sequence")).first();
    return last == null ? 0 : last.getLong("sequence");
  }

  private static Document at(Document document, int partition, long sequence) {
    return document.append("partition", partition).append("sequence", sequence);
  }

  private static Document seededOrder(Document order, String id, int partition, long sequence) {
    Document outcome = new Document(order.getList("outcomes", Document.class).get(0));
    outcome.append("id", id).append("sequence", sequence).append("shownAt", sequence);
    outcome.append("types", new Document("created", sequence));
    return new Document(order)
        .append("_id", id)
        .append("partition", partition)
        .append("lastSequence", sequence)
        .append("outcomes", List.of(outcome));
  }
}
