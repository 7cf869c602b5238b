package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import orderbakery.bake.Presentation;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.execute.Entity;
import orderbakery.log.Partitions;
import orderbakery.log.Position;
import orderbakery.operate.jobs.ComponentData;
import orderbakery.operate.jobs.Job;
import orderbakery.operate.jobs.StoredPresentation;
import orderbakery.operate.jobs.TaskData;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job reads at a time is bounded in bytes, whichever of the three it is that is big. */
class MongoComponentDataTest {
  private static final int KIB = 1024;

  @TempDir Path folder;

  @Test
  void readsTheLogPieceByPieceWithoutMissingAnEvent() {
    withStore(
        (store, data) -> {
          MongoCollection<Document> events = store.getCollection("events");
          for (int partition : List.of(0, 2, 7)) {
            for (long sequence = 1; sequence <= 10; sequence++) {
              events.insertOne(event(partition, sequence));
            }
          }

          for (int mostEvents : List.of(1, 3, 10, 11, 100)) {
            for (int mostEntities : List.of(1, 2, 5, 100)) {
              List<String> found = new ArrayList<>();
              int passed = 0;
              Job.Place at = new Job.Place(0, 0);
              while (at != null) {
                ComponentData.Piece piece = data.read(at, mostEvents, mostEntities);
                assertThat(piece.events()).isLessThanOrEqualTo(mostEvents);
                assertThat(piece.entities()).hasSizeLessThanOrEqualTo(mostEntities);
                found.addAll(piece.entities());
                passed += piece.events();
                at = piece.next();
              }
              assertThat(passed).isEqualTo(30);
              assertThat(found)
                  .as("%s events, %s entities", mostEvents, mostEntities)
                  .isEqualTo(
                      Stream.of(0, 2, 7)
                          .flatMap(
                              it -> Stream.of("e" + it + "-1", "e" + it + "-5", "e" + it + "-9"))
                          .toList());
            }
          }
        });
  }

  /** Each fourth is the first of an order, each tenth one of a product. */
  private static Document event(int partition, long sequence) {
    return new Document("_id", partition + "-" + sequence)
        .append("partition", partition)
        .append("sequence", sequence)
        .append("serviceName", sequence == 10 ? "product" : "order")
        .append("entityId", "e" + partition + "-" + sequence)
        .append("entityVersion", sequence % 4 == 1 || sequence == 10 ? 1L : 2L);
  }

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
  void givesUpWherePresentationsAreBig() {
    withStore(
        (store, data) -> {
          store
              .getCollection("shown")
              .insertMany(List.of(presentation("a", 300 * KIB), presentation("b", 300 * KIB)));

          assertThat(data.load(Job.Kind.RECONCILE, List.of("a", "b"), 500 * KIB)).isEmpty();
          assertThat(load(data, Job.Kind.RECONCILE, 700).presentations().get("a"))
              .containsKeys("version", "note");
          assertThat(data.load(Job.Kind.PRESENTATION, List.of("a", "b"), 500 * KIB)).isEmpty();
          assertThat(load(data, Job.Kind.PRESENTATION, 700).stored()).containsOnlyKeys("a", "b");
          assertThat(load(data, Job.Kind.SOURCE, 1).stored()).isEmpty();
        });
  }

  @Test
  void knowsAPresentationByItsBytesWheneverItWasBaked() {
    withStore(
        (store, data) -> {
          MongoCollection<Document> shown = store.getCollection("shown");
          List<String> all = List.of("same", "other", "count", "order", "more", "feed", "time");
          all.forEach(
              id ->
                  shown.insertOne(
                      PresentationDocuments.documentOf(baked(id), Instant.ofEpochMilli(7))));
          shown.updateOne(eq("_id", "other"), set("note", "b"));
          shown.updateOne(eq("_id", "count"), set("count", 2));
          shown.updateOne(eq("_id", "order"), combine(unset("count"), set("deleted", false)));
          shown.updateOne(eq("_id", "order"), set("count", 1));
          shown.updateOne(eq("_id", "more"), set("feed.more", 1));
          shown.updateOne(eq("_id", "feed"), unset("feed"));
          shown.updateOne(eq("_id", "time"), set("feed.bakedAt", "soon"));

          Map<String, StoredPresentation> stored =
              data.load(Job.Kind.PRESENTATION, all, KIB * KIB).orElseThrow().stored();

          assertThat(all).filteredOn(id -> stored.get(id).is(baked(id))).containsExactly("same");
          assertThat(stored.get("same").version()).isEqualTo(2);
        });
  }

  @Test
  void removesAPresentationUnlessSomebodyHasWrittenItSince() {
    withStore(
        (store, data) -> {
          MongoCollection<Document> shown = store.getCollection("shown");
          List<String> all = List.of("same", "told again", "newer", "without feed");
          all.forEach(
              id ->
                  shown.insertOne(
                      PresentationDocuments.documentOf(baked(id), Instant.ofEpochMilli(7))));
          shown.updateOne(eq("_id", "without feed"), unset("feed"));
          Map<String, StoredPresentation> stored =
              data.load(Job.Kind.PRESENTATION, all, KIB * KIB).orElseThrow().stored();
          shown.updateOne(eq("_id", "told again"), set("feed.sequence", 10L));
          shown.updateOne(eq("_id", "newer"), set("version", 3L));

          stored.values().forEach(data::remove);

          assertThat(shown.distinct("_id", String.class))
              .containsExactlyInAnyOrder("told again", "newer");
        });
  }

  private static Presentation baked(String id) {
    Fact fact =
        new Fact(
            "c-" + id,
            "order.updated",
            id,
            new Position(1, 9),
            2,
            Instant.EPOCH,
            null,
            "ada",
            ToldTypes.NONE.with("order.updated", 9),
            Map.of());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", id);
    document.put("note", "a");
    document.put("count", 1);
    document.put("customer", Map.of("name", "Ada"));
    return new Presentation(fact, false, document);
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
    return new Entity(id, 1, 1, "ada", 1, List.of(), Map.of("note", "folded"));
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
