package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.log.Partitions;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that use one database, before and after an upgrade. */
class SchemaTest {
  private static final int NEWER = StoredForm.NEWEST + 1;

  @TempDir Path folder;

  @Test
  void refusesWhatANewerVersionHasWritten() {
    withStore(
        mongo -> {
          Schema schema = schema(mongo, () -> {});
          schema.prepare();
          schema.require();

          writeForm(mongo, NEWER);

          assertThatThrownBy(schema::prepare).isInstanceOf(NewerVersion.class);
          assertThatThrownBy(schema::require).isInstanceOf(NewerVersion.class);
          assertThat(form(mongo)).isEqualTo(NEWER);
        });
  }

  @Test
  void doesNotPutBackWhatANewerVersionUpgradesMeanwhile() {
    withStore(
        mongo -> {
          schema(mongo, () -> {}).prepare();
          writeForm(mongo, StoredForm.NEWEST - 1);

          schema(mongo, () -> writeForm(mongo, NEWER)).prepare();

          assertThat(form(mongo)).isEqualTo(NEWER);
        });
  }

  @Test
  void bringsAnOlderFormUpToDate() {
    withStore(
        mongo -> {
          schema(mongo, () -> {}).prepare();
          settings(mongo).updateOne(Filters.eq("_id", "log"), Updates.unset("form"));

          schema(mongo, () -> {}).prepare();

          assertThat(form(mongo)).isEqualTo(StoredForm.NEWEST);
        });
  }

  private static void writeForm(MongoClient mongo, int form) {
    settings(mongo).updateOne(Filters.eq("_id", "log"), Updates.set("form", form));
  }

  private static int form(MongoClient mongo) {
    return settings(mongo).find(Filters.eq("_id", "log")).first().getInteger("form");
  }

  private static MongoCollection<Document> settings(MongoClient mongo) {
    return mongo.getDatabase("source").getCollection("settings");
  }

  private static Schema schema(MongoClient mongo, Runnable bakeAgain) {
    MongoDatabase source = mongo.getDatabase("source");
    return new Schema(
        source,
        mongo.getDatabase("presentation"),
        Map.of(),
        Map.of(),
        Set.of(),
        new Partitions(8),
        () -> "epoch",
        bakeAgain);
  }

  private void withStore(Consumer<MongoClient> use) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      use.accept(mongo);
    }
  }
}
