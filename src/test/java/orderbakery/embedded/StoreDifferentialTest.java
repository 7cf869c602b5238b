package orderbakery.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store against the engine alone, which reads every document for every query. */
class StoreDifferentialTest {
  @TempDir Path directory;
  private final MongoServer engine = new MongoServer(H2Backend.inMemory());
  private EmbeddedStore store;

  @BeforeEach
  void open() {
    engine.bind("127.0.0.1", 0);
    store = EmbeddedStore.open(directory, 0);
  }

  @AfterEach
  void close() {
    store.close();
    engine.shutdown();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void answersAsTheEngineAlone(long seed) {
    try (MongoClient trusted = MongoClients.create(engine.getConnectionString());
        MongoClient embedded = MongoClients.create(store.connectionString())) {
      TwoStores stores = new TwoStores(things(trusted), things(embedded));
      RandomOperations operations = new RandomOperations(seed, false);

      stores.prepare(RandomOperations::createUniqueIndex);
      RandomOperations.createSecondaryIndexes(stores.embedded());
      stores.compare("seed " + seed, 1_000, operations::next);
    }
  }

  private static MongoCollection<Document> things(MongoClient client) {
    return client.getDatabase("test").getCollection("things");
  }
}
