package orderbakery.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexScanTest {
  private static final Document NEWEST_FIRST = new Document("sequence", -1);
  private static final Document OLDEST_FIRST = new Document("sequence", 1);

  private final TreeIndex pending = index("partition", "status", "sequence");

  @Test
  void readsOnlyWhatBeginsWithTheValuesAskedFor() {
    events(1, "PENDING", 1, 2, 3);
    events(1, "EXECUTED", 4, 5);
    events(2, "PENDING", 6);

    assertThat(read(of("partition", 1).append("status", "PENDING"), null))
        .containsExactly("1-1", "1-2", "1-3");
  }

  @Test
  void readsTheFieldAfterThemBetweenItsBorders() {
    events(1, "PENDING", 1, 2, 3, 4, 5);

    Document query = of("partition", 1).append("status", "PENDING");

    assertThat(read(query.append("sequence", of("$gte", 2).append("$lte", 4)), null))
        .containsExactly("1-2", "1-3", "1-4");
  }

  @Test
  void readsInTheOrderAskedForFromEitherEnd() {
    events(1, "PENDING", 3, 1, 2);
    Document query = of("partition", 1).append("status", "PENDING");

    assertThat(read(query, OLDEST_FIRST)).containsExactly("1-1", "1-2", "1-3");
    assertThat(read(query, NEWEST_FIRST)).containsExactly("1-3", "1-2", "1-1");
    assertThat(scan(query, NEWEST_FIRST).orElseThrow().sorted()).isTrue();
  }

  @Test
  void keepsTheOrderOverSeveralValuesOfAFieldThatLeadsIt() {
    events(2, "PENDING", 1, 2);
    events(1, "PENDING", 3, 4);
    Document query = of("partition", of("$in", List.of(2, 1))).append("status", "PENDING");
    Document byPartition = new Document("partition", 1).append("sequence", 1);

    assertThat(read(query, byPartition)).containsExactly("1-3", "1-4", "2-1", "2-2");
    assertThat(scan(query, byPartition).orElseThrow().sorted()).isTrue();
    assertThat(scan(query, OLDEST_FIRST).orElseThrow().sorted()).isFalse();
  }

  @Test
  void doesNotPromiseAnOrderWhenAFieldBetweenIsFree() {
    assertThat(scan(of("partition", 1), OLDEST_FIRST).orElseThrow().sorted()).isFalse();
  }

  @Test
  void doesNotPromiseAnOrderOfMixedDirections() {
    Document mixed = new Document("status", 1).append("sequence", -1);

    assertThat(scan(of("partition", 1), mixed).orElseThrow().sorted()).isFalse();
  }

  @Test
  void isOfNoUseWithoutAConditionOnTheFirstField() {
    assertThat(scan(of("status", "PENDING"), OLDEST_FIRST)).isEmpty();
    assertThat(scan(of("partition", null), null)).isEmpty();
  }

  @Test
  void findsADocumentByEachElementOfAnArrayOnce() {
    TreeIndex tags = index("tag");
    tags.put(of("tag", List.of("a", "b")), "1");

    Document either = of("tag", of("$in", List.of("a", "b")));

    assertThat(scan(tags, either, null).orElseThrow().positions()).containsExactly("1");
  }

  /** An order that names a product twice stands in the index once, behind those with lower ids. */
  @Test
  void readsByIdWhatNamesTheSameInAnArray() {
    TreeIndex naming = index("lines.product", "_id");
    for (int id : List.of(3, 1, 2)) {
      naming.add(
          of("_id", id)
              .append(
                  "lines", List.of(of("product", "tea"), of("product", "tea"), of("product", id))),
          id,
          null);
    }
    Document query = of("lines.product", "tea").append("_id", of("$gte", 2));

    IndexScan scan = scan(naming, query, of("_id", 1)).orElseThrow();

    assertThat(scan.sorted()).isTrue();
    assertThat(scan.positions()).containsExactly(2, 3);
    assertThat(scan(naming, of("_id", 1), of("lines.product", 1))).isEmpty();
  }

  @Test
  void leavesOneBorderOpenWhereDifferentElementsMayMeetThem() {
    TreeIndex numbers = index("number");
    numbers.put(of("number", List.of(1, 9)), "1");

    Document between = of("number", of("$gt", 4).append("$lt", 6));

    assertThat(scan(numbers, between, null).orElseThrow().positions()).containsExactly("1");
  }

  @Test
  void isOfNoUseWhileADocumentHasNoKey() {
    TreeIndex index = index("partition", "tag");
    Document keyless = of("partition", 1).append("tag", List.of());

    index.put(keyless, "1");
    assertThat(scan(index, of("partition", 1), null)).isEmpty();

    index.take(keyless, "1");
    assertThat(scan(index, of("partition", 1), null)).isPresent();
  }

  @Test
  void prefersTheScanThatReadsLess() {
    TreeIndex id = new UniqueIndex("id", List.of(new IndexKey("id", true)), false);
    Document query = of("partition", 1).append("status", "PENDING").append("id", "x");

    int byId = scan(id, query, OLDEST_FIRST).orElseThrow().worth();
    int byStatus = scan(query, OLDEST_FIRST).orElseThrow().worth();
    int byPartition = scan(index("partition"), query, OLDEST_FIRST).orElseThrow().worth();

    assertThat(byId).isGreaterThan(byStatus);
    assertThat(byStatus).isGreaterThan(byPartition);
  }

  @Test
  void refusesTwoArraysInOneDocumentBeforeItIsStored() {
    Document document = of("partition", List.of(1)).append("status", List.of("PENDING"));

    assertThatThrownBy(() -> pending.checkAdd(document, null))
        .isInstanceOf(CannotIndexParallelArraysError.class);
  }

  private void events(int partition, String status, long... sequences) {
    for (long sequence : sequences) {
      Document event = of("partition", partition).append("status", status);
      pending.put(event.append("sequence", sequence), partition + "-" + sequence);
    }
  }

  private Stream<Object> read(Document query, Document sort) {
    return scan(query, sort).orElseThrow().positions();
  }

  private Optional<IndexScan> scan(Document query, Document sort) {
    return scan(pending, query, sort);
  }

  private static Optional<IndexScan> scan(TreeIndex index, Document query, Document sort) {
    return IndexScan.of(index, Conditions.of(query), sort);
  }

  private static TreeIndex index(String... fields) {
    List<IndexKey> keys = Stream.of(fields).map(field -> new IndexKey(field, true)).toList();
    return new SecondaryIndex("index", keys, false);
  }

  private static Document of(String field, Object value) {
    return new Document(field, value);
  }
}
