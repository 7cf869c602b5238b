package orderbakery.embedded;

import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreKillTest {
  private static final String ACKNOWLEDGED = "acknowledged ";

  @TempDir Path directory;

  @Test
  void keepsEveryAcknowledgedWriteOverRepeatedKills() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      acknowledged.addAll(writeAndKill("round" + round));
    }

    try (EmbeddedStore store = EmbeddedStore.open(directory, 0);
        MongoClient client = MongoClients.create(store.connectionString())) {
      MongoCollection<Document> things = client.getDatabase("test").getCollection("things");
      assertThat(things.countDocuments(in("_id", acknowledged))).isEqualTo(acknowledged.size());
      assertThat(things.countDocuments()).isGreaterThanOrEqualTo(acknowledged.size());
    }
  }

  @Test
  void refusesADirectoryThatAnotherProcessUses() throws Exception {
    try (ChildJvm owner = ChildJvm.start(WritesToStore.class, directory, "owner")) {
      owner.readLineThatStartsWith(ACKNOWLEDGED);

      assertThatThrownBy(() -> EmbeddedStore.open(directory, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(directory.toString());
    }
  }

  private List<String> writeAndKill(String round) throws IOException {
    List<String> acknowledged = new ArrayList<>();
    try (ChildJvm writer = ChildJvm.start(WritesToStore.class, directory, round)) {
      for (int i = 0; i < 300; i++) {
        acknowledged.add(id(writer.readLineThatStartsWith(ACKNOWLEDGED)));
      }
      writer.kill();
      // what it had acknowledged before it died
      for (String line = writer.readLine(); line != null; line = writer.readLine()) {
        if (line.startsWith(ACKNOWLEDGED)) {
          acknowledged.add(id(line));
        }
      }
    }
    return acknowledged;
  }

  private static String id(String line) {
    return line.substring(ACKNOWLEDGED.length());
  }
}
