package orderbakery.processes;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What the databases say about promise I11, of orders with one line whose product never gets a name
 * that it has had.
 */
record FollowedProducts(MongoDatabase source, MongoDatabase presentation) {

  /** Products have these names, these orders show them, and no follow-up is under way. */
  void awaitFollowUps(Map<String, String> names, Collection<String> orders) {
    await("products are renamed, and followed")
        .atMost(Patience.RECOVERY)
        .untilAsserted(
            () -> {
              assertThat(names()).containsAllEntriesOf(names);
              assertThat(shown(source, orders)).isEqualTo(wanted(orders));
              assertThat(source.getCollection("followups").find()).isEmpty();
            });
  }

  /** Every order shows its product as it is, for readers too, and nothing is left to do. */
  void awaitAllFollow(Collection<String> orders) {
    await("all orders follow")
        .atMost(Patience.RECOVERY)
        .untilAsserted(
            () -> {
              assertThat(source.getCollection("followups").find()).isEmpty();
              assertThat(source.getCollection("events").find(eq("status", "PENDING"))).isEmpty();
              Map<String, String> wanted = wanted(orders);
              assertThat(wanted).hasSameSizeAs(orders);
              assertThat(shown(presentation, orders)).isEqualTo(wanted);
            });
  }

  /** By order: its version in the source, and its product's name there. */
  private Map<String, String> wanted(Collection<String> orders) {
    Map<String, String> names = names();
    Map<String, String> wanted = new HashMap<>();
    for (Document order : source.getCollection("orders").find(in("_id", orders))) {
      wanted.put(
          order.getString("_id"),
          order.get("version") + " of " + names.get(line(order).getString("product")));
    }
    return wanted;
  }

  /** The versions of orders, as readers see them. */
  Map<String, Long> versions(Collection<String> orders) {
    Map<String, Long> versions = new HashMap<>();
    for (Document order : presentation.getCollection("orders").find(in("_id", orders))) {
      versions.put(order.getString("_id"), order.get("version", Number.class).longValue());
    }
    return versions;
  }

  private Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (Document product : source.getCollection("products").find()) {
      names.put(product.getString("_id"), product.getString("name"));
    }
    return names;
  }

  private static Map<String, String> shown(MongoDatabase database, Collection<String> orders) {
    Map<String, String> shown = new HashMap<>();
    for (Document order : database.getCollection("orders").find(in("_id", orders))) {
      shown.put(
          order.getString("_id"), order.get("version") + " of " + line(order).getString("name"));
    }
    return shown;
  }

  private static Document line(Document order) {
    return order.getList("products", Document.class).get(0);
  }

  /**
   * Each order was told a version of its product once, in rising order, however often it was sent.
   * Twice means: before and after it was told an older one; the second is refused.
   */
  void assertToldOnce(Collection<String> orders) {
    List<Document> follows =
        new Books(source, presentation)
            .events(and(eq("operation", "follow"), in("entityId", orders)));
    assertThat(follows)
        .as("the same version of a product, told to the same version of an order")
        .isNotEmpty()
        .extracting(event -> event.getString("digest"))
        .doesNotHaveDuplicates();
    follows.stream()
        .collect(groupingBy(event -> event.getString("entityId")))
        .values()
        .forEach(FollowedProducts::assertRises);
  }

  private static void assertRises(List<Document> follows) {
    long shown = 1;
    for (Document event : follows) {
      long told = event.getEmbedded(List.of("payload", "version"), Number.class).longValue();
      boolean isNew = told > shown;
      assertThat(event.getString("status"))
          .as(event.toJson())
          .isEqualTo(isNew ? "EXECUTED" : "REJECTED");
      shown = Math.max(shown, told);
    }
  }

  /** Of the follow commands, how many have come too late. */
  String refused() {
    Bson follow = eq("operation", "follow");
    MongoCollection<Document> events = source.getCollection("events");
    return events.countDocuments(and(follow, eq("status", "REJECTED")))
        + " of "
        + events.countDocuments(follow);
  }
}
