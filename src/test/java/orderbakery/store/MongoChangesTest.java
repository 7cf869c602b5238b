package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import orderbakery.component.Fact;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.feed.Changes;
import orderbakery.feed.Interest;
import orderbakery.feed.Mark;
import orderbakery.feed.Span;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client has missed is read in pieces, bounded in number and in bytes. */
class MongoChangesTest {
  private static final List<String> OWNERS = List.of("ada", "bob", "eve");
  private static final int KIB = 1024;
  private static final Span ALL = new Span(Mark.NONE, Long.MAX_VALUE);

  @TempDir Path folder;

  @Test
  void findsAsManyAsTheLimitAllowsWhereTheyAreSmall() {
    withPresentations(
        70,
        KIB,
        presentations -> {
          MongoChanges changes = new MongoChanges(presentations);

          Changes.Found first = changes.after(1, Mark.NONE, ALL, Interest.ALL, 64);
          assertThat(sequences(first)).isEqualTo(upTo(1, 64));
          assertThat(first.more()).isTrue();

          Changes.Found second = changes.after(1, new Mark(64, 1), ALL, Interest.ALL, 64);
          assertThat(sequences(second)).isEqualTo(upTo(65, 70));
          assertThat(second.more()).isFalse();
        });
  }

  @Test
  void findsFewerWhereTheyAreBigAndMissesNone() {
    withPresentations(
        20,
        100 * KIB,
        presentations -> {
          MongoChanges changes = new MongoChanges(presentations);
          List<Long> all = new ArrayList<>();
          boolean more = true;
          while (more) {
            Mark above = all.isEmpty() ? Mark.NONE : new Mark(all.get(all.size() - 1), 1);
            Changes.Found found = changes.after(1, above, ALL, Interest.ALL, 64);
            assertThat(found.changes()).hasSizeLessThanOrEqualTo(3);
            all.addAll(sequences(found));
            more = found.more();
          }

          assertThat(all).isEqualTo(upTo(1, 20));
        });
  }

  @Test
  void findsOneHoweverBigItIsAndWhateverStandsAtTheMark() {
    withPresentations(
        3,
        300 * KIB,
        presentations -> {
          Changes.Found found =
              new MongoChanges(presentations).after(1, new Mark(1, 1), ALL, Interest.ALL, 64);

          assertThat(sequences(found)).containsExactly(2L);
          assertThat(found.more()).isTrue();
        });
  }

  @Test
  void findsThoseOfAnOwnerAlone() {
    withPresentations(
        9,
        KIB,
        presentations -> {
          MongoChanges changes = new MongoChanges(presentations);
          Interest adas = new Interest(Set.of(), Set.of(), "ada");
          Interest adasOfThese =
              new Interest(Set.of("order-1", "order-2", "order-3"), Set.of(), "ada");
          Interest adasCreated = new Interest(Set.of(), Set.of("order.created"), "ada");

          Changes.Found first = changes.after(1, Mark.NONE, ALL, adas, 2);
          assertThat(sequences(first)).containsExactly(3L, 6L);
          assertThat(first.more()).isTrue();
          assertThat(first.changes()).allMatch(it -> it.owner().equals("ada"));
          assertThat(first.changes()).noneMatch(it -> it.data().containsKey("owner"));
          assertThat(sequences(changes.after(1, new Mark(6, 1), ALL, adas, 2))).containsExactly(9L);
          assertThat(sequences(changes.after(1, Mark.NONE, ALL, adasOfThese, 9)))
              .containsExactly(3L);
          assertThat(sequences(changes.after(1, Mark.NONE, ALL, adasCreated, 9)))
              .containsExactly(3L, 6L, 9L);
          assertThat(sequences(changes.after(1, Mark.NONE, ALL, Interest.ALL, 9))).hasSize(9);
        });
  }

  private static List<Long> sequences(Changes.Found found) {
    return found.changes().stream().map(Fact::position).map(it -> it.sequence()).toList();
  }

  private static List<Long> upTo(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private void withPresentations(int count, int bytes, Consumer<MongoCollection<Document>> use) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoCollection<Document> presentations =
          mongo.getDatabase("presentation").getCollection("orders");
      presentations.insertMany(
          IntStream.rangeClosed(1, count).mapToObj(it -> presentation(it, bytes)).toList());
      use.accept(presentations);
    }
  }

  private static Document presentation(long sequence, int bytes) {
    return new Document("_id", "order-" + sequence)
        .append("owner", OWNERS.get((int) (sequence % OWNERS.size())))
        .append("version", 1L)
        .append("note", "x".repeat(bytes))
        .append(
            "feed",
            new Document("partition", 1)
                .append("sequence", sequence)
                .append("id", "c" + sequence)
                .append("type", "order.created")
                .append("time", Date.from(Instant.EPOCH))
                .append("types", new Document("created", sequence)));
  }
}
