package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import orderbakery.embedded.EmbeddedStore;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoFileEventsTest {
  @TempDir Path folder;

  @Test
  void knowsTheEntitiesThatHaveAnEvent() {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoCollection<Document> events = mongo.getDatabase("source").getCollection("events");
      events.insertMany(
          List.of(
              new Document("_id", "1").append("entityId", "order-1"),
              new Document("_id", "2").append("entityId", "order-1"),
              new Document("_id", "3").append("entityId", "order-2")));

      assertThat(new MongoFileEvents(events).known(Set.of("order-1", "order-3")))
          .containsExactly("order-1");
    }
  }
}
