package orderbakery.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandsTest {
  @TempDir Path directory;
  private EmbeddedStore store;
  private MongoClient client;
  private MongoCollection<Document> orders;

  @BeforeEach
  void open() {
    store = EmbeddedStore.open(directory, 0);
    client = MongoClients.create(store.connectionString());
    orders = client.getDatabase("source").getCollection("orders");
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  @Test
  void stopsAnOrderedBulkOfReplacesAtItsFirstError() {
    orders.insertMany(List.of(version("a", 1), version("b", 5), version("c", 1)));

    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> orders.bulkWrite(List.of(newer("a", 2), newer("b", 4), newer("c", 2))));

    assertThat(failure.getWriteErrors()).extracting("index", "code").containsOnly(tuple(1, 11000));
    assertThat(failure.getWriteResult().getMatchedCount()).isEqualTo(1);
    assertThat(versions()).containsExactly(2L, 5L, 1L);
  }

  @Test
  void stopsAnOrderedBulkOfInsertsAndReplacesAtItsFirstError() {
    orders.insertOne(version("b", 1));

    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                orders.bulkWrite(
                    List.of(
                        new InsertOneModel<>(version("a", 1)),
                        new InsertOneModel<>(version("b", 1)),
                        newer("c", 2))));

    assertThat(failure.getWriteErrors()).extracting("index", "code").containsOnly(tuple(1, 11000));
    assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(1);
    assertThat(versions()).containsExactly(1L, 1L);
  }

  @Test
  void countsWhatAnUnorderedInsertDidInsert() {
    orders.insertOne(version("b", 1));

    MongoBulkWriteException failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                orders.insertMany(
                    List.of(version("a", 1), version("b", 1), version("c", 1)),
                    new InsertManyOptions().ordered(false)));

    assertThat(failure.getWriteResult().getInsertedCount()).isEqualTo(2);
  }

  @Test
  void keepsTheFieldOrderOfAReplacement() {
    orders.insertOne(new Document("_id", "a").append("x", 1).append("y", 1).append("gone", 1));

    orders.replaceOne(eq("_id", "a"), new Document("y", 2).append("new", 2).append("x", 2));

    assertThat(orders.find().first().keySet()).containsExactly("_id", "y", "new", "x");
  }

  @Test
  void readsALargeResultToItsEnd() {
    orders.insertMany(IntStream.range(0, 2_500).mapToObj(i -> new Document("n", i)).toList());

    assertThat(orders.find().into(new ArrayList<>())).hasSize(2_500);
  }

  @Test
  void readsOnFromTheStateThatTheQueryFound() {
    orders.insertMany(IntStream.range(0, 20).mapToObj(i -> version("o" + i, 1)).toList());

    try (var cursor = orders.find().batchSize(5).iterator()) {
      cursor.next();
      orders.updateMany(new Document(), new Document("$set", new Document("version", 2L)));

      assertThat(cursor).toIterable().extracting(order -> order.get("version")).containsOnly(1L);
    }
  }

  @Test
  void showsNoHalfWrittenDocument() throws Exception {
    orders.insertOne(pair(0));
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> IntStream.range(1, 500).forEach(n -> orders.replaceOne(eq("_id", 1), pair(n))));

    while (!writer.isDone()) {
      Document read = orders.find(eq("_id", 1)).first();
      assertThat(read.get("last")).isEqualTo(read.get("first"));
    }

    writer.get(10, TimeUnit.SECONDS);
    assertThat(orders.find().first().get("last")).isEqualTo(499);
  }

  @Test
  void dropsOnlyTheDatabaseThatIsNamed() {
    orders.insertOne(version("a", 1));
    MongoCollection<Document> neighbour = client.getDatabase("source2").getCollection("orders");
    neighbour.insertOne(version("b", 1));

    client.getDatabase("source").drop();

    assertThat(client.listDatabaseNames()).containsExactly("source2");
    assertThat(orders.countDocuments()).isZero();
    assertThat(neighbour.countDocuments()).isOne();
  }

  private static Document version(String id, long version) {
    return new Document("_id", id).append("version", version);
  }

  // wide enough that a copy takes a while
  private static Document pair(int n) {
    Document document = new Document("_id", 1).append("first", n);
    IntStream.range(0, 200).forEach(i -> document.append("field" + i, n));
    return document.append("last", n);
  }

  private static WriteModel<Document> newer(String id, long version) {
    return new ReplaceOneModel<>(
        and(eq("_id", id), lt("version", version)),
        version(id, version),
        new ReplaceOptions().upsert(true));
  }

  private List<Long> versions() {
    return orders
        .find()
        .sort(new Document("_id", 1))
        .map(order -> order.getLong("version"))
        .into(new ArrayList<>());
  }
}
