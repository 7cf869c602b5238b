package orderbakery.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import orderbakery.component.Following;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.execute.Entity;
import orderbakery.order.Orders;
import orderbakery.related.RelatedEntities;
import orderbakery.related.Relation;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Followers and leaders are read in pages, bounded in number and in bytes. */
class MongoRelatedEntitiesTest {
  private static final int KIB = 1024;
  private static final Following RULES =
      new Orders(Currency.getInstance("EUR")).following().orElseThrow();

  @TempDir Path folder;

  @Test
  void readsAllAtOnceWhereTheyAreSmall() {
    withStore(
        (collection, related) -> {
          collection.insertMany(entities(40, KIB));

          assertThat(pages(behind -> related.naming("a-product", behind, 100))).hasSize(1);
          assertThat(pages(behind -> related.followers(ids(40), behind)))
              .flatExtracting(RelatedEntities.Page::entities)
              .extracting(Entity::id)
              .isEqualTo(ids(40));
        });
  }

  @Test
  void readsFewerAtATimeWhereTheyAreBigAndMissesNone() {
    withStore(
        (collection, related) -> {
          collection.insertMany(entities(40, 250 * KIB));

          assertAllInSmallPages(pages(behind -> related.naming("a-product", behind, 100)));
          assertAllInSmallPages(pages(behind -> related.followers(ids(40), behind)));
          assertAllInSmallPages(pages(behind -> related.leaders(ids(40), behind)));
        });
  }

  @Test
  void endsAPageWhereItsNumberIsReached() {
    withStore(
        (collection, related) -> {
          collection.insertMany(entities(5, KIB));

          assertThat(pages(behind -> related.naming("a-product", behind, 2)))
              .extracting(it -> it.entities().size())
              .containsExactly(2, 2, 1);
        });
  }

  private static void assertAllInSmallPages(List<RelatedEntities.Page> pages) {
    assertThat(pages).allSatisfy(it -> assertThat(it.entities()).hasSizeLessThan(20));
    assertThat(pages)
        .flatExtracting(RelatedEntities.Page::entities)
        .extracting(Entity::id)
        .isEqualTo(ids(40));
  }

  private static List<RelatedEntities.Page> pages(Function<String, RelatedEntities.Page> read) {
    List<RelatedEntities.Page> pages = new ArrayList<>();
    String behind = null;
    boolean isLast = false;
    while (!isLast) {
      RelatedEntities.Page page = read.apply(behind);
      pages.add(page);
      isLast = page.isLast();
      behind = isLast ? null : page.entities().get(page.entities().size() - 1).id();
    }
    return pages;
  }

  private static List<String> ids(int count) {
    return IntStream.range(0, count)
        .mapToObj(it -> String.format(Locale.ROOT, "order-%03d", it))
        .toList();
  }

  private static List<Document> entities(int count, int bytes) {
    return ids(count).stream()
        .map(
            id ->
                new Document("_id", id)
                    .append("partition", 1)
                    .append("version", 1L)
                    .append("lastSequence", 1L)
                    .append("products", List.of(new Document("product", "a-product")))
                    .append("note", "x".repeat(bytes))
                    .append("outcomes", List.of()))
        .toList();
  }

  private void withStore(BiConsumer<MongoCollection<Document>, RelatedEntities> use) {
    try (EmbeddedStore store = EmbeddedStore.open(folder, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      MongoCollection<Document> orders = mongo.getDatabase("source").getCollection("orders");
      use.accept(orders, new MongoRelatedEntities(new Relation("order", RULES), orders, orders));
    }
  }
}
