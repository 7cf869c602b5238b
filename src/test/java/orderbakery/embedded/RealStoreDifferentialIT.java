package orderbakery.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded store against a real MongoDB: no outcome, order or document may differ. */
@EnabledIfEnvironmentVariable(
    named = "MONGODB_URI",
    matches = "mongodb.*",
    disabledReason = "needs a real MongoDB, whose address MONGODB_URI tells")
class RealStoreDifferentialIT {
  @TempDir Path directory;
  private final String database = "differential_" + new ObjectId();
  private EmbeddedStore store;
  private MongoClient embedded;
  private MongoClient real;

  @BeforeEach
  void open() {
    real = MongoClients.create(System.getenv("MONGODB_URI"));
    store = EmbeddedStore.open(directory, 0);
    embedded = MongoClients.create(store.connectionString());
  }

  @AfterEach
  void close() {
    real.getDatabase(database).drop();
    real.close();
    embedded.close();
    store.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void answersRandomOperationsAsTheRealOne(long seed) {
    TwoStores stores = new TwoStores(things(real), things(embedded));
    RandomOperations operations = new RandomOperations(seed, true);

    stores.prepare(RandomOperations::createUniqueIndex);
    stores.prepare(RandomOperations::createSecondaryIndexes);
    stores.compare("seed " + seed, 1_000, operations::next);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void answersTheOperationsOfTheProductAsTheRealOne(long seed) {
    TwoStores stores = new TwoStores(things(real), things(embedded));
    ProductOperations operations = new ProductOperations(seed);

    stores.prepare(ProductOperations::createIndexes);
    stores.compare("seed " + seed, 1_500, operations::next);
  }

  private MongoCollection<Document> things(MongoClient client) {
    return client.getDatabase(database).getCollection("things");
  }
}
