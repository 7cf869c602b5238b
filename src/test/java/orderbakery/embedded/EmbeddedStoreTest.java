package orderbakery.embedded;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
  @TempDir Path directory;

  @Test
  void answersTheQuestionsOfDriversAndHealthChecks() {
    try (EmbeddedStore store = EmbeddedStore.open(directory, 0);
        MongoClient client = MongoClients.create(store.connectionString())) {

      Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
      Document ping = client.getDatabase("admin").runCommand(new Document("ping", 1));
      Document buildInfo = client.getDatabase("admin").runCommand(new Document("buildInfo", 1));

      assertThat(hello).containsEntry("isWritablePrimary", true).containsEntry("ok", 1.0);
      assertThat(ping).containsEntry("ok", 1.0);
      assertThat(buildInfo).containsKey("version");
    }
  }

  @Test
  void letsNobodyInWithoutThePasswordOfThisStart() {
    String earlier;
    try (EmbeddedStore before = EmbeddedStore.open(directory, 0)) {
      earlier = new ConnectionString(before.connectionString()).getCredential().getUserName();
    }
    try (EmbeddedStore store = EmbeddedStore.open(directory, 0)) {
      String address = "127.0.0.1:" + store.port() + "/?directConnection=true";
      String plain = "&authMechanism=PLAIN&authSource=$external";

      assertThatThrownBy(() -> find("mongodb://" + address))
          .hasMessageContaining("requires authentication");
      assertThatThrownBy(() -> find("mongodb://" + earlier + ":wrong@" + address + plain))
          .isInstanceOf(MongoSecurityException.class);
      assertThatThrownBy(() -> find("mongodb://" + earlier + ":wrong@" + address))
          .isInstanceOf(MongoSecurityException.class);
      assertThat(find(store.connectionString())).isNull();
    }
  }

  private static Document find(String address) {
    try (MongoClient client = MongoClients.create(address)) {
      return client.getDatabase("source").getCollection("orders").find().first();
    }
  }

  @Test
  void createsItsDirectory() {
    Path missing = directory.resolve("data/store");

    try (EmbeddedStore store = EmbeddedStore.open(missing, 0)) {
      assertThat(missing.resolve("store.mv")).exists();
      assertThat(store.port()).isPositive();
    }
  }

  @Test
  void keepsDocumentsInTheirOrderOfFieldsWhenReopened() {
    Document order =
        new Document("_id", "o1")
            .append("total", "25.00")
            .append("products", List.of(new Document("name", "Beans").append("n", 2L)))
            .append("at", new BsonDateTime(0));
    within(orders -> orders.insertOne(order));

    within(orders -> assertThat(orders.find().first().toJson()).isEqualTo(order.toJson()));
  }

  @Test
  void enforcesAndUsesItsIndexesWhenReopened() {
    within(
        orders -> {
          orders.createIndex(ascending("partition", "sequence"), new IndexOptions().unique(true));
          orders.createIndex(ascending("entityId", "sequence"));
          orders.insertOne(event("a", 1, 1));
        });

    within(
        orders -> {
          assertThatThrownBy(() -> orders.insertOne(event("b", 1, 1)))
              .isInstanceOf(MongoWriteException.class)
              .hasMessageContaining("E11000");
          assertThat(orders.find(eq("entityId", "entity of a"))).hasSize(1);
          assertThat(orders.listIndexes().into(new ArrayList<>()))
              .extracting(index -> index.getString("name"))
              .containsExactlyInAnyOrder("_id_", "partition_1_sequence_1", "entityId_1_sequence_1");
        });
  }

  @Test
  void refusesASecondOwnerOfTheDirectory() {
    try (EmbeddedStore first = EmbeddedStore.open(directory, 0)) {
      assertThatThrownBy(() -> EmbeddedStore.open(directory, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("is in use by another process");
      assertThat(first.port()).isPositive();
    }
  }

  @Test
  void leavesNothingBehindWhenThePortIsTaken() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedStore.open(directory, other.getLocalPort()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(directory.toString());
    }

    within(orders -> assertThat(orders.countDocuments()).isZero());
  }

  @Test
  void closesTwiceWithoutComplaint() {
    EmbeddedStore store = EmbeddedStore.open(directory, 0);

    store.close();
    store.close();

    within(orders -> assertThat(orders.countDocuments()).isZero());
  }

  private static Document event(String id, int partition, long sequence) {
    return new Document("_id", id)
        .append("entityId", "entity of " + id)
        .append("partition", partition)
        .append("sequence", sequence);
  }

  /** One life of the store. */
  private void within(Consumer<MongoCollection<Document>> work) {
    try (EmbeddedStore store = EmbeddedStore.open(directory, 0);
        MongoClient client = MongoClients.create(store.connectionString())) {
      work.accept(client.getDatabase("source").getCollection("orders"));
    }
  }
}
