package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orderbakery.api.HistoryPage;
import orderbakery.api.Page;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoDocumentsTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final MongoServer server = new MongoServer(H2Backend.inMemory());
  private MongoClient client;
  private MongoDatabase database;
  private MongoDocuments documents;

  @BeforeEach
  void open() {
    server.bind("127.0.0.1", 0);
    client = MongoClients.create(server.getConnectionString());
    database = client.getDatabase("test");
    MongoDatabase limited = database.withTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    documents = new MongoDocuments(limited.getCollection("events"), limited);
  }

  @AfterEach
  void close() {
    client.close();
    server.shutdown();
  }

  @Test
  void readsAPageForAsLongAsTheServerAnswers() {
    database
        .getCollection("orders")
        .insertMany(numbered("createdAt").map(it -> it.append("deleted", false)).toList());

    assertThat(readSlowly(documents.entities(new Page("order", 100, null, null)))).isEqualTo(100);
  }

  @Test
  void readsAHistoryForAsLongAsTheServerAnswers() {
    database
        .getCollection("events")
        .insertMany(
            numbered("sequence")
                .map(it -> it.append("entityId", "7").append("serviceName", "order"))
                .toList());

    assertThat(readSlowly(documents.events(new HistoryPage("order", "7", 100, 0)))).isEqualTo(100);
  }

  private static Stream<Document> numbered(String field) {
    return IntStream.rangeClosed(1, 100)
        .mapToObj(number -> new Document("_id", number).append(field, number));
  }

  /** Reads the first document, and the rest only when the limit is over. */
  private static int readSlowly(Iterable<Document> documents) {
    Iterator<Document> next = documents.iterator();
    next.next();
    long over = System.nanoTime() + LIMIT.toNanos();
    await().until(() -> System.nanoTime() - over > 0);
    int count = 1;
    for (; next.hasNext(); count++) {
      next.next();
    }
    return count;
  }
}
