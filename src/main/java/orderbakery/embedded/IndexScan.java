package orderbakery.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One way to find the documents of a query: the entries of an index that begin with the values
 * demanded of its first fields, within the borders of the field after them.
 */
final class IndexScan {
  // combinations of $in lists; beyond it the later lists are left to the comparison
  private static final int MOST_PREFIXES = 10_000;

  private final TreeIndex index;
  private final Conditions conditions;
  private final List<String> single = new ArrayList<>();
  private NavigableSet<List<Object>> prefixes = keys(List.of(List.of()));
  private int depth;
  private final boolean sorted;
  private final boolean descending;

  private IndexScan(TreeIndex index, Conditions conditions, Document sort) {
    this.index = index;
    this.conditions = conditions;
    findPrefixes();
    this.sorted = sort != null && !sort.isEmpty() && inOrder(sort);
    this.descending = sorted && direction(sort.values().iterator().next()) < 0;
  }

  /**
   * The scan of an index, if it is of use and leaves out no document.
   *
   * @param sort the order asked for, or null
   */
  static Optional<IndexScan> of(TreeIndex index, Conditions conditions, Document sort) {
    IndexScan scan = new IndexScan(index, conditions, sort);
    boolean restricted = scan.depth > 0 || scan.hasBorder();
    return index.covers(restricted) && (restricted || scan.sorted)
        ? Optional.of(scan)
        : Optional.empty();
  }

  /** Whether the positions come in the order asked for. */
  boolean sorted() {
    return sorted;
  }

  /** A larger number for a scan that reads less. */
  int worth() {
    if (index.isUnique() && depth == index.fields().size()) {
      return Integer.MAX_VALUE;
    }
    return 4 * depth + (sorted ? 2 : 0) + (hasBorder() ? 1 : 0);
  }

  /** Where the documents are, read as far as the stream is. */
  Stream<Object> positions() {
    Stream<Object> positions =
        (descending ? prefixes.descendingSet() : prefixes)
            .stream().flatMap(prefix -> entries(prefix).stream()).map(IndexEntry::position);
    return index.hasArrays() ? positions.distinct() : positions;
  }

  private NavigableSet<IndexEntry> entries(List<Object> prefix) {
    NavigableSet<IndexEntry> entries = index.between(low(prefix), high(prefix));
    return descending ? entries.descendingSet() : entries;
  }

  private IndexEntry low(List<Object> prefix) {
    return IndexEntry.before(lower().map(value -> append(prefix, value)).orElse(prefix));
  }

  private IndexEntry high(List<Object> prefix) {
    return IndexEntry.after(upper().map(value -> append(prefix, value)).orElse(prefix));
  }

  private Optional<Object> lower() {
    return depth < index.fields().size()
        ? conditions.lower(index.fields().get(depth))
        : Optional.empty();
  }

  // one element of an array may satisfy one border, another element the other
  private Optional<Object> upper() {
    return depth < index.fields().size() && !(index.hasArrays() && lower().isPresent())
        ? conditions.upper(index.fields().get(depth))
        : Optional.empty();
  }

  private boolean hasBorder() {
    return lower().isPresent() || upper().isPresent();
  }

  private void findPrefixes() {
    for (String field : index.fields()) {
      Optional<List<Object>> values = conditions.values(field);
      if (values.isEmpty() || values.get().size() * prefixes.size() > MOST_PREFIXES) {
        return;
      }
      prefixes = keys(product(prefixes, values.get()));
      depth++;
      if (values.get().size() == 1) {
        single.add(field);
      }
    }
  }

  // what has one value only does not matter; the rest must begin as the index goes on, and a
  // document must not stand there twice: of the fields only _id is never an array
  private boolean inOrder(Document sort) {
    List<String> wanted = new ArrayList<>(sort.keySet());
    wanted.removeAll(single);
    List<String> given = new ArrayList<>(index.fields());
    given.removeAll(single);
    return (!index.hasArrays() || wanted.equals(List.of("_id")))
        && wanted.size() <= given.size()
        && given.subList(0, wanted.size()).equals(wanted)
        && sort.values().stream().map(IndexScan::direction).distinct().count() == 1;
  }

  private static int direction(Object value) {
    return value instanceof Number number ? Integer.signum(number.intValue()) : 0;
  }

  private static List<List<Object>> product(Iterable<List<Object>> prefixes, List<Object> values) {
    List<List<Object>> longer = new ArrayList<>();
    prefixes.forEach(prefix -> values.forEach(value -> longer.add(append(prefix, value))));
    return longer;
  }

  private static List<Object> append(List<Object> prefix, Object value) {
    List<Object> longer = new ArrayList<>(prefix);
    longer.add(value);
    return longer;
  }

  private static NavigableSet<List<Object>> keys(List<List<Object>> keys) {
    NavigableSet<List<Object>> sorted = new TreeSet<>(IndexEntry.KEYS);
    sorted.addAll(keys);
    return sorted;
  }
}
