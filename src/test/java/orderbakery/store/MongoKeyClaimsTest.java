package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.api.KeyClaims.Claim;
import orderbakery.api.LookedUp;
import orderbakery.embedded.EmbeddedStore;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoKeyClaimsTest {
  private static final Document BEANS = new Document("version", 3L).append("name", "Beans");
  private static final Claim FIRST =
      new Claim("first", new LookedUp(Map.of("product", Map.of("p-1", BEANS))));
  private static final Claim SECOND = new Claim("second", LookedUp.NOTHING);

  @TempDir Path folder;

  @Test
  void keepsTheFirstClaimWithWhatItFound() {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoKeyClaims claims =
          new MongoKeyClaims(mongo.getDatabase("source").getCollection("claims"));
      assertThat(claims.find("c-1")).isEmpty();
      assertThat(claims.claim("c-1", FIRST)).isEmpty();

      assertThat(claims.claim("c-1", SECOND)).hasValueSatisfying(MongoKeyClaimsTest::assertFirst);
      assertThat(claims.find("c-1")).hasValueSatisfying(MongoKeyClaimsTest::assertFirst);
      assertThat(claims.claim("c-2", SECOND)).isEmpty();
      assertThat(claims.find("c-2")).contains(SECOND);
    }
  }

  private static void assertFirst(Claim found) {
    assertThat(found.digest()).isEqualTo("first");
    assertThat(found.lookedUp().find("product", Set.of("p-1"), List.of()))
        .isEqualTo(Map.of("p-1", BEANS));
    assertThat(found.lookedUp().find("product", Set.of("p-2"), List.of())).isEmpty();
  }
}
