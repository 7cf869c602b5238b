package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.execute.Entity;
import orderbakery.log.Partitions;
import orderbakery.operate.jobs.ComponentData;
import orderbakery.operate.jobs.Job;
import orderbakery.operate.jobs.TaskData;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job reads at a time is bounded in bytes, whichever of the three it is that is big. */
class MongoComponentDataTest {
  private static final int KIB = 1024;

  @TempDir Path folder;

  @Test
  void givesUpWhereSourcesAreBig() {
    withStore(
        (store, data) -> {
          store
              .getCollection("orders")
              .insertMany(List.of(source("a", 300 * KIB), source("b", 300 * KIB)));

          assertThat(data.load(Job.Kind.PRESENTATION, List.of("a", "b"), 500 * KIB)).isEmpty();
          assertThat(load(data, Job.Kind.PRESENTATION, 700).entities()).containsKeys("a", "b");
          assertThat(load(data, Job.Kind.PRESENTATION, 700).bytes())
              .isBetween(600L * KIB, 601L * KIB);
        });
  }

  @Test
  void givesUpWherePresentationsAreBigUnlessTheirVersionIsAllThatMatters() {
    withStore(
        (store, data) -> {
          store
              .getCollection("shown")
              .insertMany(List.of(presentation("a", 300 * KIB), presentation("b", 300 * KIB)));

          assertThat(data.load(Job.Kind.RECONCILE, List.of("a", "b"), 500 * KIB)).isEmpty();
          assertThat(load(data, Job.Kind.RECONCILE, 700).presentations().get("a"))
              .containsKeys("version", "note");
          assertThat(load(data, Job.Kind.PRESENTATION, 1).presentations())
              .containsOnlyKeys("a", "b")
              .allSatisfy((id, shown) -> assertThat(shown).containsOnly(entry("version", 1L)));
        });
  }

  @Test
  void givesUpWhereEventsAreBig() {
    withStore(
        (store, data) -> {
          BacklogsTest.insert(store.getCollection("events"), 1, 2, 300 * KIB);

          List<String> ids = List.of("1-1", "1-2");
          assertThat(data.load(Job.Kind.SOURCE, ids, 500 * KIB)).isEmpty();
          assertThat(data.load(Job.Kind.SOURCE, ids, 700 * KIB).orElseThrow().events())
              .containsOnlyKeys(ids);
          assertThat(data.load(Job.Kind.PRESENTATION, ids, 1)).isPresent();
        });
  }

  @Test
  void writesSourcesOverWhatWasReadAndTellsWhichWereWrittenMeanwhile() {
    withStore(
        (store, data) -> {
          MongoCollection<Document> orders = store.getCollection("orders");
          orders.insertMany(Stream.of("same", "changed", "gone").map(id -> source(id, 1)).toList());
          Map<String, Entity> read =
              data.load(Job.Kind.PRESENTATION, List.of("same", "changed", "gone"), KIB * KIB)
                  .orElseThrow()
                  .entities();
          orders.updateOne(eq("_id", "changed"), set("lastSequence", 2L));
          orders.deleteOne(eq("_id", "gone"));

          Set<String> contested =
              data.write(
                  List.of(
                      new ComponentData.Rewrite(read.get("changed"), entity("changed")),
                      new ComponentData.Rewrite(read.get("same"), entity("same")),
                      new ComponentData.Rewrite(null, entity("missing")),
                      new ComponentData.Rewrite(read.get("gone"), entity("gone"))));

          assertThat(contested).containsExactly("changed");
          assertThat(orders.distinct("_id", eq("note", "folded"), String.class))
              .containsExactlyInAnyOrder("same", "missing", "gone");
          assertThat(orders.countDocuments()).isEqualTo(4);
          assertThat(data.write(List.of())).isEmpty();
        });
  }

  private static Entity entity(String id) {
    return new Entity(id, 1, 1, 1, List.of(), Map.of("note", "folded"));
  }

  private static TaskData load(MongoComponentData data, Job.Kind kind, int kib) {
    Optional<TaskData> loaded = data.load(kind, List.of("a", "b"), (long) kib * KIB);
    assertThat(loaded).as("%s in %s KiB", kind, kib).isPresent();
    return loaded.get();
  }

  private static Document source(String id, int bytes) {
    return new Document("_id", id)
        .append("partition", 1)
        .append("version", 1L)
        .append("lastSequence", 1L)
        .append("note", "x".repeat(bytes))
        .append("outcomes", List.of());
  }

  private static Document presentation(String id, int bytes) {
    return new Document("_id", id).append("version", 1L).append("note", "x".repeat(bytes));
  }

  private void withStore(BiConsumer<MongoDatabase, MongoComponentData> use) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoDatabase database = mongo.getDatabase("source");
      use.accept(
          database,
          new MongoComponentData(
              new ComponentCollections(
                  "order",
                  database.getCollection("events"),
                  database.getCollection("orders"),
                  database.getCollection("shown"),
                  new Partitions(8))));
    }
  }
}
