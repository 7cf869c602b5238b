package orderbakery.store;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import orderbakery.api.Cursor;
import orderbakery.api.HistoryPage;
import orderbakery.api.Page;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoDocumentsTest {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final MongoServer server = new MongoServer(H2Backend.inMemory());
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private MongoClient client;
  private MongoDatabase database;
  private MongoDocuments documents;

  @BeforeEach
  void open() {
    server.bind("127.0.0.1", 0);
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(server.getConnectionString()))
                .addCommandListener(listener())
                .build());
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

    assertThat(readSlowly(documents.entities(new Page("order", null, 100, null, null, null))))
        .isEqualTo(100);
  }

  @Test
  void readsTheUsualPageAtOnce() {
    database
        .getCollection("orders")
        .insertMany(numbered("createdAt").map(it -> it.append("deleted", false)).toList());
    commands.clear();

    assertThat(documents.entities(new Page("order", null, 50, null, null, null))).hasSize(51);
    assertThat(commands).containsExactly("find");
  }

  @Test
  void readsAHistoryForAsLongAsTheServerAnswers() {
    database
        .getCollection("events")
        .insertMany(
            numbered("sequence")
                .map(it -> it.append("entityId", "7").append("serviceName", "order"))
                .toList());

    assertThat(readSlowly(documents.events(new HistoryPage("order", "7", null, null, 100, 0))))
        .isEqualTo(100);
  }

  @Test
  void findsAnOrderOnlyForItsOwnerOrForWhoeverReadsAll() {
    database
        .getCollection("orders")
        .insertMany(List.of(order("a", "ada", 1), order("b", "bob", 2), order("n", null, 3)));

    assertThat(documents.entity("order", "a", "ada")).containsEntry("id", "a");
    assertThat(documents.entity("order", "a", null)).containsEntry("id", "a");
    assertThat(documents.entity("order", "a", "bob")).isNull();
    assertThat(documents.entity("order", "n", "bob")).isNull();
    assertThat(documents.entity("order", "a", "ada"))
        .doesNotContainKeys("owner", "feed", "deleted");
    assertThat(documents.presentation("order", "a")).containsEntry("owner", "ada");
    assertThat(documents.version("order", "a")).containsEntry("owner", "ada");
  }

  @Test
  void listsToAnOwnerHisOrdersPageByPage() {
    Random chance = new Random(7);
    List<Document> all =
        IntStream.range(0, 200)
            .mapToObj(
                it -> {
                  String owner = List.of("ada", "bob", "").get(chance.nextInt(3));
                  return order("o" + it, owner.isEmpty() ? null : owner, chance.nextInt(20))
                      .append("deleted", chance.nextInt(5) == 0)
                      .append("status", chance.nextBoolean() ? "PLACED" : "CANCELLED");
                })
            .toList();
    database.getCollection("orders").insertMany(all);

    for (String owner : new String[] {"ada", "bob", "carl", null}) {
      for (String status : new String[] {"PLACED", null}) {
        assertThat(pages(owner, status))
            .containsExactlyElementsOf(
                all.stream()
                    .filter(it -> owner == null || owner.equals(it.get("owner")))
                    .filter(it -> status == null || status.equals(it.get("status")))
                    .filter(it -> !it.getBoolean("deleted"))
                    .sorted(
                        comparing((Document it) -> it.getString("createdAt"))
                            .thenComparing(it -> it.getString("_id"))
                            .reversed())
                    .map(it -> it.getString("id"))
                    .toList());
      }
    }
  }

  @Test
  void tellsToAnOwnerTheHistoryOfHisWithoutWhatOthersWereRefused() {
    database
        .getCollection("events")
        .insertMany(
            List.of(
                event("7", 1, "create", "ada", false),
                event("b", 2, "update", "bob", false),
                event("c", 3, "update", "support", true),
                event("d", 4, "update", "anonymous", null),
                event("e", 5, "cancel", "ada", false)));

    assertThat(history("ada")).containsExactly("7", "c", "d", "e");
    assertThat(history(null)).containsExactly("7", "b", "c", "d", "e");
    assertThat(history("bob")).isEmpty();
    assertThat(history("support")).isEmpty();
  }

  private List<String> history(String owner) {
    List<String> ids = new ArrayList<>();
    documents
        .events(new HistoryPage("order", "7", owner, null, 100, 0))
        .forEach(it -> ids.add(it.getString("_id")));
    return ids;
  }

  private static Document event(
      String id, long sequence, String operation, String principal, Boolean changesAll) {
    Document event =
        new Document("_id", id)
            .append("entityId", "7")
            .append("serviceName", "order")
            .append("sequence", sequence)
            .append("operation", operation)
            .append("principal", principal);
    return changesAll == null ? event : event.append("changesAll", changesAll);
  }

  private List<String> pages(String owner, String status) {
    List<String> ids = new ArrayList<>();
    Cursor after = null;
    do {
      List<Document> page = new ArrayList<>();
      documents.entities(new Page("order", owner, 7, null, status, after)).forEach(page::add);
      page.stream().limit(7).forEach(it -> ids.add(it.getString("id")));
      after =
          page.size() > 7
              ? new Cursor(page.get(6).getString("createdAt"), page.get(6).getString("id"))
              : null;
    } while (after != null);
    return ids;
  }

  private static Document order(String id, String owner, int createdAt) {
    Document order =
        new Document("_id", id)
            .append("id", id)
            .append("version", 1L)
            .append("createdAt", "at " + (100 + createdAt))
            .append("deleted", false)
            .append("feed", new Document("sequence", 1L));
    return owner == null ? order : order.append("owner", owner);
  }

  private CommandListener listener() {
    return new CommandListener() {
      @Override
      public void commandStarted(CommandStartedEvent event) {
        commands.add(event.getCommandName());
      }
    };
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
