package orderbakery.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What the log, the execution, the baking and the reads do, with repeats and stale versions. */
final class ProductOperations {
  private final Random random;

  ProductOperations(long seed) {
    this.random = new Random(seed);
  }

  static void createIndexes(MongoCollection<Document> collection) {
    collection.createIndex(ascending("partition", "sequence"), new IndexOptions().unique(true));
    collection.createIndex(ascending("partition", "serviceName", "status", "sequence"));
    collection.createIndex(ascending("deleted", "createdAt", "_id"));
    collection.createIndex(ascending("feed.partition", "feed.sequence"));
  }

  Operation next() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> appendEvents();
      case 2 -> bulk("execute", this::insertOrReplaceExact);
      case 3 -> bulk("bake", this::insertOrReplaceNewer);
      case 4 -> markEvents();
      case 5 -> readPending();
      case 6 -> readTop();
      case 7 -> readFeed();
      case 8 -> listOrders();
      default -> count();
    };
  }

  private Operation appendEvents() {
    int partition = random.nextInt(3);
    int first = random.nextInt(60);
    List<Document> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      events.add(event(partition, first + (random.nextInt(8) == 0 ? random.nextInt(60) : i)));
    }
    boolean ordered = random.nextInt(4) > 0;
    return new Operation(
        "append %s, ordered %s".formatted(events, ordered),
        c ->
            c.insertMany(copies(events), new InsertManyOptions().ordered(ordered))
                .getInsertedIds());
  }

  private Document event(int partition, long sequence) {
    return new Document("_id", "event " + random.nextInt(200))
        .append("serviceName", "order")
        .append("partition", partition)
        .append("sequence", sequence)
        .append("status", "PENDING");
  }

  private Operation bulk(String name, Supplier<WriteModel<Document>> write) {
    List<WriteModel<Document>> writes = Stream.generate(write).limit(4).toList();
    return new Operation(name + " " + writes, c -> Operation.done(c.bulkWrite(writes)));
  }

  private WriteModel<Document> insertOrReplaceExact() {
    String id = orderId();
    long version = random.nextInt(5);
    return version == 0
        ? new InsertOneModel<>(order(id, 1))
        : new ReplaceOneModel<>(
            and(eq("_id", id), eq("version", version)),
            order(id, version + 1),
            new ReplaceOptions().upsert(random.nextBoolean()));
  }

  private WriteModel<Document> insertOrReplaceNewer() {
    String id = orderId();
    long version = 1L + random.nextInt(6);
    return version == 1
        ? new InsertOneModel<>(order(id, 1))
        : new ReplaceOneModel<>(
            and(eq("_id", id), lt("version", version)),
            order(id, version),
            new ReplaceOptions().upsert(true));
  }

  private String orderId() {
    return "order " + random.nextInt(40);
  }

  // fields come and go with the version, so the order of fields is compared too
  private Document order(String id, long version) {
    int number = Integer.parseInt(id.substring("order ".length()));
    Document order = new Document("version", version).append("deleted", number % 5 == 0);
    if (version % 2 == 0) {
      order.append("note", "ring twice");
    }
    return order
        .append("createdAt", "2026-11-2%s".formatted(number % 7))
        .append("partition", 1_000 + number)
        .append("sequence", 1L)
        .append("feed", new Document("partition", number % 3).append("sequence", version * 7));
  }

  private Operation markEvents() {
    List<String> ids = Stream.generate(() -> "event " + random.nextInt(200)).limit(20).toList();
    String status = random.nextBoolean() ? "EXECUTED" : "REJECTED";
    return new Operation(
        "mark %s as %s".formatted(ids, status),
        c ->
            Operation.done(
                c.updateMany(
                    and(in("_id", ids), eq("status", "PENDING")), Updates.set("status", status))));
  }

  private Operation readPending() {
    Bson filter =
        and(
            random.nextBoolean()
                ? eq("partition", random.nextInt(3))
                : in("partition", List.of(2, 0)),
            eq("serviceName", "order"),
            eq("status", "PENDING"));
    return read("pending", filter, Sorts.ascending("partition", "sequence"));
  }

  private Operation readTop() {
    Bson filter = eq("partition", random.nextInt(3));
    return new Operation(
        "top of " + filter, c -> c.find(filter).sort(descending("sequence")).limit(1).first());
  }

  private Operation readFeed() {
    long token = random.nextInt(40);
    Bson filter =
        and(
            eq("feed.partition", random.nextInt(3)),
            gt("feed.sequence", token),
            lte("feed.sequence", token + 20));
    return read("feed", filter, Sorts.ascending("feed.sequence", "_id"));
  }

  private Operation listOrders() {
    String day = "2026-11-2" + random.nextInt(7);
    Bson older = or(lt("createdAt", day), and(eq("createdAt", day), lt("_id", orderId())));
    Bson filter = random.nextBoolean() ? eq("deleted", false) : and(eq("deleted", false), older);
    return read("orders", filter, descending("createdAt", "_id"));
  }

  private Operation read(String name, Bson filter, Bson sort) {
    int limit = 1 + random.nextInt(12);
    int skip = random.nextInt(3);
    Bson fields = random.nextBoolean() ? Projections.exclude("feed") : new Document();
    return new Operation(
        "read %s %s, skip %s, limit %s, %s".formatted(name, filter, skip, limit, fields),
        c ->
            c.find(filter)
                .sort(sort)
                .skip(skip)
                .limit(limit)
                .projection(fields)
                .map(Document::toJson)
                .into(new ArrayList<>()));
  }

  private Operation count() {
    Bson filter = and(eq("partition", random.nextInt(3)), eq("status", "PENDING"));
    return new Operation("count " + filter, c -> c.countDocuments(filter));
  }

  private static List<Document> copies(List<Document> documents) {
    return documents.stream().map(Document::new).toList();
  }
}
