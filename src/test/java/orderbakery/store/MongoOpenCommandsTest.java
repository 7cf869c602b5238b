package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.log.EventStatus;
import orderbakery.log.Partitions;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoOpenCommandsTest {
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  @TempDir Path folder;
  private EmbeddedStore store;
  private MongoClient mongo;
  private MongoCollection<Document> events;
  private MongoOpenCommands commands;

  @BeforeEach
  void open() {
    store = EmbeddedStore.open(folder, 0);
    mongo = MongoClients.create(store.connectionString());
    events = mongo.getDatabase("source").getCollection("events");
    commands = new MongoOpenCommands(events, new Partitions(3));
  }

  @AfterEach
  void close() {
    mongo.close();
    store.close();
  }

  @Test
  void findsTheOldestThatIsPendingInAnyPartition() {
    insert("a", 0, 7, "order", EventStatus.PENDING, 5);
    insert("b", 2, 1, "order", EventStatus.PENDING, 6);
    insert("c", 2, 2, "order", EventStatus.PENDING, 9);
    insert("d", 2, 3, "product", EventStatus.PENDING, 1);

    assertThat(commands.oldestPending("order")).contains(NOON.plusSeconds(5));
    assertThat(commands.oldestPending("product")).contains(NOON.plusSeconds(1));
  }

  @Test
  void doesNotCountWhatIsDecidedOrWaitsForAnOperator() {
    insert("a", 0, 1, "order", EventStatus.PARKED, 0);
    insert("b", 0, 2, "order", EventStatus.BLOCKED, 1);
    insert("c", 0, 3, "order", EventStatus.EXECUTED, 2);
    insert("d", 0, 4, "order", EventStatus.REJECTED, 3);

    assertThat(commands.oldestPending("order")).isEmpty();
  }

  @Test
  void tellsWhereCommandsStandThatTheLogHas() {
    insert("a", 0, 1, "order", EventStatus.PENDING, 0);
    insert("b", 1, 1, "order", EventStatus.PARKED, 0);

    assertThat(commands.statuses(List.of("a", "b", "not there")))
        .isEqualTo(Map.of("a", EventStatus.PENDING, "b", EventStatus.PARKED));
  }

  private void insert(
      String id, int partition, long sequence, String component, EventStatus status, int second) {
    events.insertOne(
        new Document("_id", id)
            .append("partition", partition)
            .append("sequence", sequence)
            .append("serviceName", component)
            .append("status", status.name())
            .append("creationTime", Date.from(NOON.plusSeconds(second))));
  }
}
