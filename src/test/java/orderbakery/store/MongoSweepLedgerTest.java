package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import orderbakery.embedded.EmbeddedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoSweepLedgerTest {
  private static final String SWEEP = "late-order-events";
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  @TempDir Path folder;

  @Test
  void letsOneDoTheSweepOfATime() {
    withLedger(
        ledger -> {
          assertThat(ledger.claim(SWEEP, NOON)).isTrue();
          assertThat(ledger.claim(SWEEP, NOON)).isFalse();
          assertThat(ledger.claim(SWEEP, NOON.minusSeconds(60))).isFalse();
          assertThat(ledger.claim(SWEEP, NOON.plusSeconds(60))).isTrue();
        });
  }

  /** Nobody sweeps until then otherwise. */
  @Test
  void goesOnAfterAClockWasAYearAhead() {
    withLedger(
        ledger -> {
          assertThat(ledger.claim(SWEEP, NOON.plus(Duration.ofDays(365)))).isTrue();

          assertThat(ledger.claim(SWEEP, NOON)).isTrue();
          assertThat(ledger.claim(SWEEP, NOON)).isFalse();
          assertThat(ledger.claim(SWEEP, NOON.plusSeconds(60))).isTrue();
        });
  }

  @Test
  void knowsWhereASweepHasEnded() {
    withLedger(
        ledger -> {
          assertThat(ledger.claim(SWEEP, NOON)).isTrue();
          ledger.keepPlace(SWEEP, "there");

          assertThat(ledger.claim(SWEEP, NOON.plusSeconds(60))).isTrue();
          assertThat(ledger.place(SWEEP)).isEqualTo("there");
        });
  }

  private void withLedger(Consumer<MongoSweepLedger> use) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      use.accept(new MongoSweepLedger(mongo.getDatabase("source").getCollection("sweeps")));
    }
  }
}
