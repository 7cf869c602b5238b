package orderbakery.embedded;

import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.bson.BsonDateTime;
import org.bson.Document;

/** Random reads and writes over few fields, values and types, so that they meet often. */
final class RandomOperations {
  private static final int IDS = 200;

  private final Random random;
  private final boolean likeMongod;

  /**
   * @param likeMongod whether to leave out where the engine itself differs from mongod: conditions
   *     of null, two borders that different elements of an array meet, and changes that change only
   *     the type of a number
   */
  RandomOperations(long seed, boolean likeMongod) {
    this.random = new Random(seed);
    this.likeMongod = likeMongod;
  }

  static void createUniqueIndex(MongoCollection<Document> collection) {
    collection.createIndex(ascending("u"), new IndexOptions().unique(true));
  }

  static void createSecondaryIndexes(MongoCollection<Document> collection) {
    collection.createIndex(ascending("a"));
    collection.createIndex(compoundIndex(ascending("b"), descending("c")));
    collection.createIndex(ascending("n.k"));
    collection.createIndex(ascending("c", "u"));
  }

  Operation next() {
    return switch (random.nextInt(10)) {
      case 0, 1 -> insert();
      case 2 -> update();
      case 3 -> delete();
      case 4, 5 -> ordered();
      default -> find();
    };
  }

  private Operation insert() {
    Document document = new Document("_id", random.nextInt(IDS));
    maybe(document, "a", value());
    maybe(document, "b", value());
    maybe(document, "c", single());
    document.append("u", random.nextInt(IDS));
    if (random.nextBoolean()) {
      document.append("n", new Document("k", scalar()));
    }
    return new Operation(
        "insert " + document.toJson(), c -> c.insertOne(new Document(document)).wasAcknowledged());
  }

  private void maybe(Document document, String field, Object value) {
    if (random.nextInt(8) > 0) {
      document.append(field, value);
    }
  }

  private Operation update() {
    Document query = query();
    Document change =
        new Document("$set", new Document("b", other(value())).append("c", other(single())));
    return new Operation(
        "update " + query.toJson() + " to " + change.toJson(),
        c -> Operation.done(c.updateMany(query, change)));
  }

  // to the engine an equal number of another type is no change
  private Object other(Object value) {
    return likeMongod && value instanceof Number number ? number.longValue() + 10 : value;
  }

  private Operation delete() {
    Document query = new Document("u", random.nextInt(IDS)).append("a", condition());
    return new Operation(
        "delete " + query.toJson(), c -> c.deleteMany(query).getDeletedCount() + " deleted");
  }

  private Operation find() {
    Document query = query();
    return new Operation(
        "find " + query.toJson(),
        c -> new TreeSet<>(ids(c, query, 0)) + ", count " + c.countDocuments(query));
  }

  // by a unique field, else the order of equals would be free
  private Operation ordered() {
    Document query = query();
    int limit = random.nextInt(6);
    return new Operation(
        "find %s by u, limit %s".formatted(query.toJson(), limit), c -> ids(c, query, limit));
  }

  private List<Integer> ids(MongoCollection<Document> collection, Document query, int limit) {
    return collection
        .find(query)
        .sort(Sorts.descending("u"))
        .limit(limit)
        .map(document -> document.getInteger("_id"))
        .into(new ArrayList<>());
  }

  private Document query() {
    Document query = new Document();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      addCondition(query);
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> new Document("$and", split(query));
      case 2 -> new Document("$or", List.of(query, new Document("a", 1)));
      default -> query;
    };
  }

  private void addCondition(Document query) {
    switch (random.nextInt(6)) {
      case 0 -> query.append("_id", in(random.nextInt(IDS), random.nextInt(IDS)));
      case 1 -> query.append("u", new Document("$gt", random.nextInt(IDS)).append("$lt", IDS / 2));
      case 2 -> query.append("n.k", condition());
      default -> query.append(List.of("a", "b", "c").get(random.nextInt(3)), condition());
    }
  }

  private static List<Document> split(Document query) {
    return query.entrySet().stream().map(e -> new Document(e.getKey(), e.getValue())).toList();
  }

  private Object condition() {
    return switch (random.nextInt(7)) {
      case 0, 1 -> asked();
      case 2 -> in(asked(), asked());
      case 3 -> new Document("$gte", scalar());
      case 4 -> between();
      case 5 -> new Document("$ne", asked());
      default -> new Document("$eq", asked());
    };
  }

  private static Document in(Object one, Object other) {
    return new Document("$in", new ArrayList<>(Arrays.asList(one, other)));
  }

  private Document between() {
    Document upper = new Document("$lt", random.nextInt(6));
    return likeMongod ? upper : upper.append("$gt", random.nextInt(6));
  }

  private Object asked() {
    return !likeMongod && random.nextInt(6) == 0 ? null : scalar();
  }

  private Object value() {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(random.nextInt(6), "s" + random.nextInt(3), random.nextInt(6));
      case 1 -> List.of();
      default -> single();
    };
  }

  // never an array: an index refuses two in one document
  private Object single() {
    return switch (random.nextInt(6)) {
      case 0 -> null;
      case 1 -> new Document("x", random.nextInt(3));
      default -> scalar();
    };
  }

  private Object scalar() {
    return switch (random.nextInt(5)) {
      case 0 -> (double) random.nextInt(6);
      case 1 -> "s" + random.nextInt(4);
      case 2 -> new BsonDateTime(1_000L * random.nextInt(5));
      case 3 -> (long) random.nextInt(6);
      default -> random.nextInt(6);
    };
  }
}
