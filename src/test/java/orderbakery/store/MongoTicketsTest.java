package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import orderbakery.component.Caller;
import orderbakery.embedded.EmbeddedStore;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoTicketsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(30);
  private static final Caller ADA =
      new Caller("ada", Set.of("orders:read", "orders:write"), NOW.plusSeconds(300));
  private static final int AT_ONCE = 50;

  @TempDir Path folder;

  @Test
  void letsOneInOfManyWhoShowTheSameTicketAtOnce() {
    withStore(
        presentation -> {
          MongoTickets tickets = new MongoTickets(presentation);
          for (int round = 0; round < 5; round++) {
            String digest = "digest" + round;
            tickets.add(digest, ADA, LATER);

            assertThat(atOnce(() -> tickets.take(digest, NOW))).containsOnlyOnce(Optional.of(ADA));
          }
        });
  }

  private static List<Optional<Caller>> atOnce(Callable<Optional<Caller>> take) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
    try {
      List<Future<Optional<Caller>>> taken = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        taken.add(
            threads.submit(
                () -> {
                  barrier.await();
                  return take.call();
                }));
      }
      List<Optional<Caller>> callers = new ArrayList<>();
      for (Future<Optional<Caller>> one : taken) {
        callers.add(one.get());
      }
      return callers;
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void keepsWhoItIsOf() {
    withStore(
        presentation -> {
          MongoTickets tickets = new MongoTickets(presentation);
          Caller endless = new Caller("bob", Set.of());
          tickets.add("ada", ADA, LATER);
          tickets.add("bob", endless, LATER);
          tickets.add("nobody", Caller.ANONYMOUS, LATER);

          assertThat(tickets.take("ada", NOW)).contains(ADA);
          assertThat(tickets.take("bob", NOW)).contains(endless);
          assertThat(tickets.take("nobody", NOW)).contains(Caller.ANONYMOUS);
        });
  }

  @Test
  void letsNobodyInOnceItHasExpired() {
    withStore(
        presentation -> {
          MongoTickets tickets = new MongoTickets(presentation);
          tickets.add("digest", ADA, LATER);

          assertThat(tickets.take("digest", LATER)).isEmpty();
          assertThat(tickets.take("digest", LATER.minusMillis(1))).contains(ADA);
        });
  }

  @Test
  void countsThoseOfOnePrincipalThatAreOpen() {
    withStore(
        presentation -> {
          MongoTickets tickets = new MongoTickets(presentation);
          tickets.add("a", ADA, LATER);
          tickets.add("b", ADA, LATER);
          tickets.add("c", ADA, NOW);
          tickets.add("d", Caller.ANONYMOUS, LATER);

          assertThat(tickets.countOpen(ADA, NOW, 10)).isEqualTo(2);
          assertThat(tickets.countOpen(ADA, NOW, 1)).isEqualTo(1);
          assertThat(tickets.countOpen(Caller.ANONYMOUS, NOW, 10)).isEqualTo(1);
          assertThat(tickets.countOpen(new Caller("bob", Set.of()), NOW, 10)).isZero();
        });
  }

  @Test
  void removesSomeOfThoseThatHaveExpired() {
    withStore(
        presentation -> {
          MongoTickets tickets = new MongoTickets(presentation);
          for (int i = 0; i < 5; i++) {
            tickets.add("old" + i, ADA, NOW);
          }
          tickets.add("new", ADA, LATER);

          tickets.removeExpired(NOW, 3);
          assertThat(stored(presentation)).hasSize(3).contains("new");
          tickets.removeExpired(NOW, 3);
          tickets.removeExpired(NOW, 3);
          assertThat(stored(presentation)).containsExactly("new");
        });
  }

  @Test
  void takesNoTicketOfAClockThatWasWrong() {
    withStore(
        presentation -> {
          MongoTickets tickets = new MongoTickets(presentation);
          tickets.add("digest", ADA, NOW.plus(Duration.ofDays(365)));

          assertThat(tickets.countOpen(ADA, NOW, 10)).isZero();
          assertThat(tickets.take("digest", NOW)).isEmpty();
          tickets.removeExpired(NOW, 3);
          assertThat(stored(presentation)).isEmpty();
        });
  }

  private static List<String> stored(MongoDatabase presentation) {
    List<String> ids = new ArrayList<>();
    for (Document ticket : presentation.getCollection("feed-tickets").find()) {
      ids.add(ticket.getString("_id"));
    }
    return ids;
  }

  private void withStore(Consumer<MongoDatabase> use) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoDatabase presentation = mongo.getDatabase("presentation");
      MongoTickets.index(presentation);
      use.accept(presentation);
    }
  }
}
