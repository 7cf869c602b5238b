package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.fixtures.Answer;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the version before has written is read, and brought up to date. It had no component but the
 * order; it has placed and changed one, cancelled another, refused to do so again and reconciled; a
 * third was accepted and still waits in a queue.
 */
class UpgradeIT {
  private static final String CHANGED = "d21c3346-c718-56c8-b114-ccd12d0993c0";
  private static final String CANCELLED = "01a22592-33f4-7dc4-986a-9e27820e3c87";
  private static final String ACCEPTED = "1e145826-ecc5-5dbe-baec-e13aff0ef60d";

  @RegisterExtension final Processes processes = new Processes("upgrade");
  @TempDir Path data;

  @BeforeEach
  void unpackWhatTheVersionBeforeLeft() throws IOException {
    try (InputStream packed = getClass().getResourceAsStream("/before/data.zip");
        ZipInputStream files = new ZipInputStream(packed)) {
      for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        Path target = data.resolve(file.getName()).normalize();
        Files.createDirectories(target.getParent());
        Files.copy(files, target);
      }
    }
  }

  @Test
  void goesOnWithADataFolderOfTheVersionBefore() throws Exception {
    BakeryProcess bakery = processes.start("embedded", Surroundings.embedded(data)).awaitReady();

    bakery.client().awaitVersions(Map.of(ACCEPTED, 1L, CHANGED, 2L, CANCELLED, 2L));
    assertThat(bakery.client().order(ACCEPTED).json().at("/total").asText()).isEqualTo("20.00");
    assertTellsAndGoesOn(bakery);
  }

  @Nested
  @WithRealServers
  class OnRealServers {
    @RegisterExtension final RealServers servers = new RealServers();

    @Test
    void goesOnWithADatabaseOfTheVersionBefore() throws Exception {
      try (EmbeddedStore store = EmbeddedStore.open(data.resolve("store"), 0);
          MongoClient client = MongoClients.create(store.connectionString())) {
        copy(client.getDatabase("source"), servers.source());
        copy(client.getDatabase("presentation"), servers.presentation());
      }
      BakeryProcess bakery = processes.start("real", servers.surroundings()).awaitReady();

      bakery.client().awaitVersions(Map.of(CHANGED, 2L, CANCELLED, 2L));
      assertTellsAndGoesOn(bakery);
    }

    private void copy(MongoDatabase from, MongoDatabase to) {
      for (String collection : from.listCollectionNames()) {
        for (Document document : from.getCollection(collection).find()) {
          to.getCollection(collection).insertOne(document);
        }
      }
    }
  }

  private static void assertTellsAndGoesOn(BakeryProcess bakery) throws Exception {
    BakeryClient client = bakery.client();
    await()
        .untilAsserted(
            () -> {
              for (String id : List.of(CHANGED, CANCELLED)) {
                JsonNode order = client.order(id).json();
                assertThat(order.at("/subtotal")).isEqualTo(order.at("/total"));
                assertThat(order.at("/taxIncluded").asBoolean()).isTrue();
              }
            });

    assertThat(client.get("/order?status=CANCELLED").json().findValuesAsText("id"))
        .containsExactly(CANCELLED);
    assertThat(client.get("/command/" + CHANGED).json().at("/entityVersion").asLong()).isOne();
    JsonNode history = client.get("/order/" + CANCELLED + "/events").json();
    assertThat(history.findValuesAsText("status")).startsWith("EXECUTED", "EXECUTED", "REJECTED");
    assertThat(history.findValuesAsText("entityVersion")).containsExactly("1", "2", "2");
    assertThat(bakery.management().get("/actuator/reconcile").json().findValuesAsText("component"))
        .contains("order");

    assertThat(client.note(CHANGED, "ring once", "If-Match", "\"v2\"").isAccepted()).isTrue();
    client.awaitVersions(Map.of(CHANGED, 3L));
    Answer placed = client.placeAndWait();
    assertThat(placed.status()).isEqualTo(201);
  }
}
