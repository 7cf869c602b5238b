package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.execute.Backlog;
import orderbakery.execute.Standstill;
import orderbakery.log.Partitions;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import orderbakery.log.ScheduledCommand;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is executed at a time is bounded in bytes, and still in order. */
class BacklogsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");
  private static final int KIB = 1024;

  @TempDir Path folder;

  @Test
  void readsFewerEventsWhereTheyAreBig() {
    withStore(
        (events, entities) -> {
          insert(events, 1, 40, 256 * KIB);
          insert(events, 2, 3, KIB);
          Backlog backlog =
              new Backlogs("order", events, entities, new Partitions(8), 500).read(List.of(1, 2));

          List<Long> sequences = sequences(backlog, 1);
          assertThat(sequences).hasSizeBetween(2, 32);
          assertThat(sequences)
              .isEqualTo(LongStream.rangeClosed(1, sequences.size()).boxed().toList());
          assertThat(sequences(backlog, 2)).containsExactly(1L, 2L, 3L);
          assertThat(backlog.more()).containsExactly(1);
        });
  }

  @Test
  void readsFewerEventsWhereTheirEntitiesAreBig() {
    withStore(
        (events, entities) -> {
          insert(events, 1, 40, 1);
          LongStream.rangeClosed(1, 40)
              .forEach(
                  it ->
                      entities.insertOne(
                          new Document("_id", "1-" + it)
                              .append("partition", 1)
                              .append("version", 1L)
                              .append("lastSequence", 0L)
                              .append("note", "x".repeat(300 * KIB))
                              .append("outcomes", List.of())));

          Backlog backlog =
              new Backlogs("order", events, entities, new Partitions(8), 500).read(List.of(1));

          assertThat(sequences(backlog, 1)).hasSizeBetween(2, 32);
          assertThat(backlog.entities()).hasSameSizeAs(backlog.pending());
          assertThat(backlog.more()).containsExactly(1);
        });
  }

  @Test
  void readsAllThatIsAskedForWhereItIsSmall() {
    withStore(
        (events, entities) -> {
          insert(events, 1, 300, KIB);

          Backlog backlog =
              new Backlogs("order", events, entities, new Partitions(8), 500).read(List.of(1));

          assertThat(backlog.pending()).hasSize(300);
          assertThat(backlog.more()).isEmpty();
        });
  }

  @Test
  void readsAShareOfEachPartitionWhereThereIsMoreThanItMay() {
    withStore(
        (events, entities) -> {
          insert(events, 1, 30, 1);
          insert(events, 2, 3, 1);
          Backlogs backlogs = new Backlogs("order", events, entities, new Partitions(8), 20);

          Backlog first = backlogs.read(List.of(1, 2));
          assertThat(first.pending()).hasSize(20);
          assertThat(first.more()).contains(1);

          Backlog second = backlogs.read(List.of(1, 2));
          assertThat(sequences(second, 1)).hasSize(10);
          assertThat(sequences(second, 2)).containsExactly(1L, 2L, 3L);
          assertThat(second.more()).containsExactly(1);
        });
  }

  @Test
  void readsEachPartitionInItsOrder() {
    withStore(
        (events, entities) -> {
          insert(events, 2, 3, 1);
          insert(events, 1, 2, 1);

          Backlog backlog =
              new Backlogs("order", events, entities, new Partitions(8), 500).read(List.of(2, 1));

          assertThat(sequences(backlog, 1)).containsExactly(1L, 2L);
          assertThat(sequences(backlog, 2)).containsExactly(1L, 2L, 3L);
          assertThat(backlog.more()).isEmpty();
        });
  }

  @Test
  void readsFewerOfWhatStandsStillWhereItIsBig() {
    withStore(
        (events, entities) -> {
          List<Document> stuck =
              new EventDocuments()
                  .write(
                      LongStream.rangeClosed(1, 60)
                          .mapToObj(it -> event(1, it, "an-order", "create", "x".repeat(256 * KIB)))
                          .toList());
          stuck.forEach(
              it -> it.put("status", it.get("sequence").equals(1L) ? "PARKED" : "BLOCKED"));
          events.insertMany(stuck);
          events.insertMany(
              new EventDocuments().write(List.of(event(1, 61, "an-order", "retry", "1-1"))));

          Standstill standstill =
              new Backlogs("order", events, entities, new Partitions(8), 500)
                  .read(List.of(1))
                  .standstills()
                  .get("an-order");

          assertThat(standstill.more()).isTrue();
          assertThat(standstill.events()).hasSizeBetween(2, 33);
          assertThat(standstill.events().get(0).event().sequence()).isOne();
        });
  }

  @Test
  void asksOfAllPartitionsWhetherAnythingIsPending() {
    withStore(
        (events, entities) -> {
          Backlogs orders = new Backlogs("order", events, entities, new Partitions(8), 500);
          Backlogs products = new Backlogs("product", events, entities, new Partitions(8), 500);
          insert(events, 7, 2, 1);
          assertThat(orders.isPending()).isTrue();
          assertThat(products.isPending()).isFalse();

          for (String status : List.of("PARKED", "EXECUTED")) {
            events.updateMany(new Document(), Updates.set("status", status));
            assertThat(orders.isPending()).as(status).isFalse();
          }
        });
  }

  @FunctionalInterface
  private interface Use {
    void of(MongoCollection<Document> events, MongoCollection<Document> entities);
  }

  private void withStore(Use use) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      use.of(
          mongo.getDatabase("source").getCollection("events"),
          mongo.getDatabase("source").getCollection("orders"));
    }
  }

  static void insert(MongoCollection<Document> events, int partition, int count, int bytes) {
    events.insertMany(
        new EventDocuments()
            .write(
                LongStream.rangeClosed(1, count)
                    .mapToObj(it -> event(partition, it, "x".repeat(bytes)))
                    .toList()));
  }

  private static PlatformEvent event(int partition, long sequence, String note) {
    return event(partition, sequence, partition + "-" + sequence, "create", note);
  }

  private static PlatformEvent event(
      int partition, long sequence, String entityId, String operation, String note) {
    String id = partition + "-" + sequence;
    return new PlatformEvent(
        new ScheduledCommand(
            id,
            entityId,
            "order",
            operation,
            Map.of("note", note),
            null,
            NOW,
            "node-1",
            "ada",
            true,
            "digest",
            null),
        new Position(partition, sequence),
        NOW,
        2);
  }

  private static List<Long> sequences(Backlog backlog, int partition) {
    return backlog.pending().stream()
        .filter(it -> it.partition() == partition)
        .map(PlatformEvent::sequence)
        .toList();
  }
}
