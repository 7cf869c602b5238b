package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.figures.Waiting;
import orderbakery.log.Partitions;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far the stages are, as log and presentations tell it. */
class MongoStagesTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;

  private EmbeddedStore store;
  private MongoClient mongo;
  private MongoCollection<Document> events;
  private MongoDatabase presentation;
  private MongoStages stages;

  @BeforeEach
  void open() {
    store = EmbeddedStore.open(folder, 0);
    mongo = MongoClients.create(store.connectionString());
    events = mongo.getDatabase("source").getCollection("events");
    events.createIndex(EventsByStatus.INDEX);
    presentation = mongo.getDatabase("presentation");
    stages = new MongoStages(events, presentation, new Partitions(4));
  }

  @AfterEach
  void close() {
    mongo.close();
    store.close();
  }

  @Test
  void findsTheHeadOfAPartitionWhoeversItIs() {
    log(1, 6, "order", "EXECUTED", "update");
    log(1, 7, "product", "PENDING", "update");
    log(2, 9, "order", "PENDING", "update");

    assertThat(stages.head(1)).isEqualTo(7);
    assertThat(stages.head(3)).isZero();
  }

  @Test
  void countsWhatIsPendingByPartition() {
    log(0, 4, "order", "EXECUTED", "create");
    log(0, 5, "order", "PENDING", "update");
    log(0, 6, "product", "PENDING", "update");
    log(0, 8, "order", "PENDING", "update");
    log(3, 1, "order", "PARKED", "update");
    log(3, 2, "order", "PENDING", "update");

    assertThat(stages.pending("order"))
        .isEqualTo(
            Map.of(
                0, new Waiting(2, 5, 8, NOON.plusSeconds(5)),
                3, new Waiting(1, 2, 2, NOON.plusSeconds(2))));
    assertThat(stages.pending("customer")).isEmpty();
  }

  @Test
  void countsWhatIsExecutedInAPartOfAPartition() {
    log(0, 4, "order", "EXECUTED", "create");
    log(0, 5, "order", "EXECUTED", "update");
    log(0, 6, "order", "REJECTED", "update");
    log(0, 7, "product", "EXECUTED", "update");
    log(0, 8, "order", "EXECUTED", "update");
    log(0, 9, "order", "EXECUTED", "retry");
    log(0, 10, "order", "PENDING", "update");
    log(0, 11, "order", "EXECUTED", "update");

    assertThat(stages.executed("order", 0, 4, 10))
        .isEqualTo(new Waiting(3, 5, 9, NOON.plusSeconds(105)));
    assertThat(stages.executed("order", 0, 8, 10))
        .as("an intervention alone is nothing to bake")
        .isEqualTo(Waiting.NONE);
    assertThat(stages.executed("order", 0, 11, 20)).isEqualTo(Waiting.NONE);
  }

  /** The bigger the backlog, the more it matters that somebody tells of it. */
  @Test
  void takesNoLongerForABacklog() {
    List<Document> backlog = new ArrayList<>();
    for (int sequence = 1; sequence <= MongoStages.MOST_COUNTED + 5; sequence++) {
      backlog.add(event(0, sequence, "order", "PENDING", "update"));
    }
    events.insertMany(backlog);
    List<BsonDocument> asked = new ArrayList<>();
    try (MongoClient watched = watched(asked)) {
      MongoStages behind =
          new MongoStages(
              watched.getDatabase("source").getCollection("events"),
              presentation,
              new Partitions(1));

      assertThat(behind.pending("order"))
          .isEqualTo(Map.of(0, new Waiting(10_005, 1, 10_005, NOON.plusSeconds(1))));
    }
    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.toString()).contains("limit\": "));
  }

  private MongoClient watched(List<BsonDocument> asked) {
    CommandListener listener =
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            if (event.getDatabaseName().equals("source")) {
              asked.add(event.getCommand().clone());
            }
          }
        };
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(store.connectionString()))
            .addCommandListener(listener)
            .build());
  }

  @Test
  void findsHowFarIsPresented() {
    show(1, 5);
    show(1, 3);
    show(2, 9);

    assertThat(stages.baked("order", 1)).isEqualTo(5);
    assertThat(stages.baked("product", 1)).isZero();
  }

  @Test
  void namesWhoHasExecutedTheNewest() {
    log(0, 4, "order", "EXECUTED", "create");
    log(0, 5, "order", "EXECUTED", "update");
    log(0, 6, "order", "PENDING", "update");

    assertThat(stages.owner("order", 0)).isEqualTo("manager-5");
    assertThat(stages.owner("product", 0)).isNull();
  }

  private void log(
      int partition, long sequence, String component, String status, String operation) {
    events.insertOne(event(partition, sequence, component, status, operation));
  }

  private static Document event(
      int partition, long sequence, String component, String status, String operation) {
    Document event =
        new Document("_id", partition + "-" + sequence)
            .append("serviceName", component)
            .append("operation", operation)
            .append("partition", partition)
            .append("sequence", sequence)
            .append("creationTime", Date.from(NOON.plusSeconds(sequence)))
            .append("status", status);
    if (status.equals("EXECUTED")) {
      event.append("executionTime", Date.from(NOON.plusSeconds(100 + sequence)));
      event.append("executedBy", "manager-" + sequence);
    }
    return event;
  }

  private void show(int partition, long sequence) {
    Document feed = new Document("partition", partition).append("sequence", sequence);
    presentation
        .getCollection("orders")
        .insertOne(
            new Document("_id", partition + "-" + sequence)
                .append("version", 1L)
                .append("feed", feed));
  }
}
