package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import orderbakery.api.MadeVersion;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoMadeVersionsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final MongoServer server = new MongoServer(H2Backend.inMemory());
  private MongoClient client;
  private MongoCollection<Document> events;
  private MongoMadeVersions versions;

  @BeforeEach
  void open() {
    server.bind("127.0.0.1", 0);
    client = MongoClients.create(server.getConnectionString());
    events = client.getDatabase("test").getCollection("events");
    versions = new MongoMadeVersions(events.withTimeout(10, TimeUnit.SECONDS));
  }

  @AfterEach
  void close() {
    client.close();
    server.shutdown();
  }

  @Test
  void findsTheEventsThatMadeVersionsInTheirOrder() {
    events.insertMany(LongStream.rangeClosed(1, 150).mapToObj(it -> made(it, 3 * it)).toList());
    events.insertMany(
        List.of(
            made(2, 7).append("entityId", "other"),
            made(2, 8).append("serviceName", "product"),
            made(2, 10).append("status", "REJECTED"),
            made(2, 11).append("operation", "retry"),
            made(2, 13).append("operation", "skip"),
            made(2, 14).append("operation", "republish")));

    List<MadeVersion> found =
        StreamSupport.stream(versions.made("order", "o1", 2, 140).spliterator(), false).toList();

    assertThat(found)
        .extracting(MadeVersion::version)
        .containsExactlyElementsOf(LongStream.rangeClosed(2, 140).boxed().toList());
    assertThat(found.get(0).event().sequence()).isEqualTo(6);
    assertThat(versions.isMade("order", "o1", 150)).isTrue();
    assertThat(versions.isMade("order", "o1", 151)).isFalse();
  }

  /** An event may have 256 KiB. */
  @Test
  void fetchesAFewEventsAtATime() {
    events.insertMany(LongStream.rangeClosed(1, 30).mapToObj(it -> made(it, 3 * it)).toList());
    List<BsonDocument> asked = new ArrayList<>();
    CommandListener listener =
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            asked.add(event.getCommand().clone());
          }
        };
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(server.getConnectionString()))
            .addCommandListener(listener)
            .build();
    try (MongoClient watched = MongoClients.create(settings)) {
      MongoCollection<Document> seen =
          watched.getDatabase("test").getCollection("events").withTimeout(10, TimeUnit.SECONDS);

      assertThat(new MongoMadeVersions(seen).made("order", "o1", 1, 20)).hasSize(20);
    }

    BsonDocument find =
        asked.stream().filter(it -> it.containsKey("find")).findFirst().orElseThrow();
    assertThat(find.getNumber("limit").intValue()).isEqualTo(20);
    assertThat(find.getNumber("batchSize").intValue()).isEqualTo(8);
  }

  @Test
  void findsTheNewestVersionThatWasExecutedByThen() {
    events.insertMany(
        List.of(
            made(1, 3),
            made(2, 6),
            made(2, 7).append("operation", "republish"),
            made(3, 9).append("status", "PENDING")));

    assertThat(versions.newestAt("order", "o1", NOON)).isZero();
    assertThat(versions.newestAt("order", "o1", NOON.plusMillis(1))).isEqualTo(1);
    assertThat(versions.newestAt("order", "o1", NOON.plusMillis(1).plusNanos(999_999)))
        .isEqualTo(1);
    assertThat(versions.newestAt("order", "o1", NOON.plusSeconds(60))).isEqualTo(2);
    assertThat(versions.newestAt("product", "o1", NOON.plusSeconds(60))).isZero();
  }

  /** An event that has made a version, as many milliseconds after noon. */
  private static Document made(long version, long sequence) {
    return new Document("_id", "c" + sequence)
        .append("serviceName", "order")
        .append("operation", "update")
        .append("payload", new Document("order", new Document("note", "n")))
        .append("entityId", "o1")
        .append("partition", 3)
        .append("sequence", sequence)
        .append("acceptedAt", Date.from(NOON))
        .append("creationTime", Date.from(NOON))
        .append("principal", "anonymous")
        .append("digest", "d")
        .append("schemaVersion", 1)
        .append("status", "EXECUTED")
        .append("executionTime", Date.from(NOON.plusMillis(version)))
        .append("entityVersion", version);
  }
}
