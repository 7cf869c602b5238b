package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.log.Position;
import orderbakery.notice.Debt;
import orderbakery.notice.Notice;
import orderbakery.notice.Notices.Owed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoDebtsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(300);

  @TempDir Path folder;

  @Test
  void countsWhatIsNotSentYetAndKnowsSinceWhenTheOldestIsOwed() {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoDatabase source = mongo.getDatabase("source");
      MongoNotices.index(source);
      MongoNotices notices = new MongoNotices(source);
      MongoDebts debts = new MongoDebts(source);
      assertThat(debts.apply("mail")).isEqualTo(new Debt(0, null));

      Notice first = notice("a", "mail", NOON);
      Notice second = notice("b", "mail", NOON.plusSeconds(60));
      Notice webhook = notice("a", "webhook", NOON.minusSeconds(60));
      notices.owe(List.of(first, second, webhook).stream().map(it -> new Owed(it, false)).toList());
      assertThat(notices.claim(first, NOON, LATER)).isPresent();
      notices.postpone(first, 1, LATER, "the server is away");
      assertThat(debts.apply("mail")).isEqualTo(new Debt(2, NOON));

      notices.sent(first, LATER);
      assertThat(debts.apply("mail")).isEqualTo(new Debt(1, NOON.plusSeconds(60)));
      assertThat(debts.apply("webhook")).isEqualTo(new Debt(1, NOON.minusSeconds(60)));
    }
  }

  private static Notice notice(String command, String channel, Instant owedAt) {
    return new Notice(
        command,
        channel,
        "order.created",
        "order-" + command,
        new Position(0, 1),
        1,
        "ada@example.com",
        new byte[] {1},
        owedAt,
        owedAt,
        0);
  }
}
