package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.log.Position;
import orderbakery.notice.Notice;
import orderbakery.notice.Notices.Owed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoNoticesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final int LIMIT = 10;

  @TempDir Path folder;

  @Test
  void keepsWhatIsOwedOnce() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(owed("a", "order-1", 1)));
          notices.owe(List.of(owed("a", "order-1", 1), owed("b", "order-2", 2)));

          assertThat(ids(notices.due("mail", NOW, LIMIT))).containsExactly("a-mail", "b-mail");
          assertThat(notices.due("webhook", NOW, LIMIT)).isEmpty();
          assertThat(new MongoDebts(source).apply("mail").notices()).isEqualTo(2);
        });
  }

  @Test
  void keepsNothingThatIsTooOld() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(new Owed(notice("a", "order-1", 1, 1), true)));

          assertThat(source.getCollection("notices").countDocuments()).isZero();
        });
  }

  @Test
  void letsOneProcessClaimANotice() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(owed("a", "order-1", 1)));
          Notice seenByBoth = first(notices, NOW);

          assertThat(notices.claim(seenByBoth, NOW, LATER)).isPresent();
          assertThat(notices.claim(seenByBoth, NOW, LATER)).isEmpty();
          assertThat(notices.due("mail", NOW, LIMIT)).isEmpty();
        });
  }

  @Test
  void readsAFactNoSoonerThanItIsClaimed() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(owed("a", "order-1", 1)));

          assertThat(first(notices, NOW).fact()).isEmpty();
          assertThat(claimed(notices).fact()).containsExactly(1, 2, 3);
        });
  }

  @Test
  void givesOutAClaimAgainThatHasRunOut() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(owed("a", "order-1", 1)));
          notices.claim(first(notices, NOW), NOW, LATER);

          Notice again = first(notices, LATER);

          assertThat(notices.claim(again, LATER, LATER.plusSeconds(60))).isPresent();
        });
  }

  @Test
  void keepsThatItWasSentAndNotTheFact() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(owed("a", "order-1", 1)));
          claimed(notices);
          notices.sent(notice("a", "order-1", 1, 1), LATER);
          notices.owe(List.of(owed("a", "order-1", 1)));

          assertThat(notices.due("mail", LATER, LIMIT)).isEmpty();
          assertThat(source.getCollection("notices").find().first())
              .containsEntry("state", "SENT")
              .containsEntry("address", "ada@example.com")
              .doesNotContainKeys("fact", "dueAt");
        });
  }

  /** A process that was away for longer than its claim holds comes back. */
  @Test
  void takesBackNothingThatAnotherProcessHasSent() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(owed("a", "order-1", 1)));
          Notice late = claimed(notices);
          notices.claim(first(notices, LATER), LATER, LATER.plusSeconds(60));
          notices.sent(late, LATER);

          notices.postpone(late, 1, LATER, "no answer");
          notices.fail(late, LATER, "refused");

          assertThat(source.getCollection("notices").find().first()).containsEntry("state", "SENT");
        });
  }

  @Test
  void letsTheLaterOnesOfAnEntityWaitAndNoOthers() {
    withStore(
        (notices, source) -> {
          notices.owe(
              List.of(
                  owed("b", "order-1", 7),
                  owed("a", "order-1", 5),
                  owed("d", "order-2", 3),
                  owed("c", "order-3", 9)));
          assertThat(ids(notices.due("mail", NOW, LIMIT)))
              .containsExactlyInAnyOrder("a-mail", "b-mail", "d-mail", "c-mail")
              .containsSubsequence("a-mail", "b-mail");
          Notice first =
              notices.due("mail", NOW, LIMIT).stream()
                  .flatMap(List::stream)
                  .filter(it -> it.commandId().equals("a"))
                  .findFirst()
                  .orElseThrow();
          notices.claim(first, NOW, LATER);
          notices.postpone(first, 1, LATER, "busy");

          assertThat(ids(notices.due("mail", NOW, LIMIT)))
              .containsExactlyInAnyOrder("d-mail", "c-mail");
          assertThat(notices.due("mail", NOW, 2))
              .as("the page is not filled with what waits")
              .hasSize(2);
          notices.sent(first, LATER);
          assertThat(ids(notices.due("mail", LATER, LIMIT))).contains("b-mail");
        });
  }

  @Test
  void findsTheOthersHoweverManyOfOneEntityAreOwed() {
    withStore(
        (notices, source) -> {
          notices.owe(many("busy", 3 * LIMIT));
          notices.owe(List.of(owed("other", "order-2", 99)));

          assertThat(ids(notices.due("mail", NOW, LIMIT))).startsWith("busy1-mail", "busy2-mail");
          claimed(notices);
          assertThat(ids(notices.due("mail", NOW, LIMIT))).containsExactly("other-mail");
        });
  }

  /** A process has died with it, and what waits behind it was due before. */
  @Test
  void findsTheFirstOfAnEntityHoweverManyWaitBehindIt() {
    withStore(
        (notices, source) -> {
          notices.owe(many("busy", 3 * LIMIT));
          claimed(notices);

          assertThat(notices.due("mail", NOW, LIMIT)).isEmpty();
          assertThat(ids(notices.due("mail", LATER, LIMIT))).startsWith("busy1-mail", "busy2-mail");
        });
  }

  @Test
  void findsNoMoreThanIsAskedFor() {
    withStore(
        (notices, source) -> {
          notices.owe(
              IntStream.rangeClosed(1, 2 * LIMIT)
                  .mapToObj(it -> owed("c" + it, "order-" + it, it))
                  .toList());

          assertThat(notices.due("mail", NOW, LIMIT)).hasSize(LIMIT);
        });
  }

  private static List<Owed> many(String entity, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(it -> owed(entity + it, entity, it)).toList();
  }

  /** What an operator releases is told at one place of the log. */
  @Test
  void goesByTheVersionAtOnePlaceOfTheLog() {
    withStore(
        (notices, source) -> {
          notices.owe(
              List.of(
                  new Owed(notice("b", "order-1", 5, 3), false),
                  new Owed(notice("a", "order-1", 5, 2), false)));

          assertThat(ids(notices.due("mail", NOW, LIMIT))).containsExactly("a-mail", "b-mail");
        });
  }

  @Test
  void findsThoseOfABusyEntityInARowAndInOrder() {
    withStore(
        (notices, source) -> {
          for (long sequence = 5; sequence > 0; sequence--) {
            notices.owe(List.of(owed("a" + sequence, "order-1", sequence)));
          }

          assertThat(ids(notices.due("mail", NOW, 3)))
              .containsExactly("a1-mail", "a2-mail", "a3-mail");
        });
  }

  @Test
  void findsThoseOfEachEntityTogether() {
    withStore(
        (notices, source) -> {
          notices.owe(
              List.of(
                  owed("a1", "order-1", 1),
                  owed("b1", "order-2", 2),
                  owed("a2", "order-1", 3),
                  owed("c1", "order-3", 4)));

          assertThat(notices.due("mail", NOW, LIMIT))
              .extracting(inOrder -> inOrder.stream().map(Notice::commandId).toList())
              .containsExactlyInAnyOrder(List.of("a1", "a2"), List.of("b1"), List.of("c1"));
        });
  }

  /** As a process leaves it that has died. */
  @Test
  void findsOthersWhileAClaimHoldsABusyEntity() {
    withStore(
        (notices, source) -> {
          for (long sequence = 1; sequence <= 5; sequence++) {
            notices.owe(List.of(owed("a" + sequence, "order-1", sequence)));
          }
          notices.owe(List.of(owed("b", "order-2", 6)));
          notices.claim(notices.due("mail", NOW, 1).get(0).get(0), NOW, LATER);

          assertThat(ids(notices.due("mail", NOW, 2))).containsExactly("b-mail");
          assertThat(ids(notices.due("mail", LATER, LIMIT))).contains("a1-mail");
        });
  }

  /** Else each look would read all that waits. */
  @Test
  void looksLaterAtWhatWaitsBehindAnOldClaim() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(owed("a", "order-1", 1), owed("b", "order-1", 2)));
          notices.claim(notices.due("mail", NOW, 1).get(0).get(0), NOW, LATER);

          assertThat(notices.due("mail", NOW.plusSeconds(1), LIMIT)).isEmpty();
          assertThat(dueAt(source, "b-mail")).as("of a fresh claim").isEqualTo(NOW);
          assertThat(notices.due("mail", NOW.plusSeconds(20), LIMIT)).isEmpty();
          assertThat(dueAt(source, "b-mail")).isEqualTo(NOW.plusSeconds(25));
          assertThat(notices.due("mail", NOW.plusSeconds(58), LIMIT)).isEmpty();
          assertThat(dueAt(source, "b-mail")).isEqualTo(LATER);
        });
  }

  @Test
  void owesAgainWhatHasFailedWhenItsLetterIsSentBack() {
    withStore(
        (notices, source) -> {
          notices.owe(List.of(owed("a", "order-1", 1), owed("b", "order-1", 2)));
          Notice failed = claimed(notices);
          notices.fail(failed, NOW, "no such mailbox");
          assertThat(ids(notices.due("mail", NOW, LIMIT))).containsExactly("b-mail");

          notices.owe(List.of(new Owed(notice("a", "order-1", 1, 1), true)));

          assertThat(ids(notices.due("mail", NOW, LIMIT))).containsExactly("a-mail", "b-mail");
          assertThat(claimed(notices).fact()).isEqualTo(failed.fact());
        });
  }

  private static Instant dueAt(MongoDatabase source, String id) {
    return source
        .getCollection("notices")
        .find(Filters.eq("_id", id))
        .first()
        .getDate("dueAt")
        .toInstant();
  }

  private static Notice claimed(MongoNotices notices) {
    return notices.claim(first(notices, NOW), NOW, LATER).orElseThrow();
  }

  private static Notice first(MongoNotices notices, Instant now) {
    return notices.due("mail", now, LIMIT).get(0).get(0);
  }

  private static List<String> ids(List<List<Notice>> byEntity) {
    return byEntity.stream().flatMap(List::stream).map(Notice::id).toList();
  }

  private static Owed owed(String command, String entity, long sequence) {
    return new Owed(notice(command, entity, sequence, 1), false);
  }

  private static Notice notice(String command, String entity, long sequence, long version) {
    return new Notice(
        command,
        "mail",
        "order.created",
        entity,
        new Position(3, sequence),
        version,
        "ada@example.com",
        new byte[] {1, 2, 3},
        NOW,
        NOW,
        0);
  }

  private void withStore(BiConsumer<MongoNotices, MongoDatabase> use) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient client = MongoClients.create(store.connectionString())) {
      MongoDatabase source = client.getDatabase("source");
      MongoNotices.index(source);
      use.accept(new MongoNotices(source), source);
    }
  }
}
