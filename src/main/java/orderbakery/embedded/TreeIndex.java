package orderbakery.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A sorted index in memory, over one field or several; every field is kept in ascending order. */
abstract class TreeIndex extends Index<Object> {
  private final List<String> fields;
  private final NavigableSet<IndexEntry> entries = new TreeSet<>(IndexEntry.ORDER);
  // documents with an empty array have no key
  private long keyless;
  // an array has several keys; once true it stays, as in mongod
  private boolean arrays;

  TreeIndex(String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
    this.fields = keys.stream().map(IndexKey::getKey).toList();
  }

  /** The indexed fields, as dotted paths. */
  final List<String> fields() {
    return fields;
  }

  /** Whether a document may stand in more than one place, because a field is an array. */
  final boolean hasArrays() {
    return arrays;
  }

  /**
   * Whether every document that can match has an entry.
   *
   * @param restricted whether the query asks for a value of an indexed field
   */
  final boolean covers(boolean restricted) {
    return keyless == 0 && (restricted || !isSparse());
  }

  /** The entries from one border to another, ascending; none if the borders are the wrong way. */
  final NavigableSet<IndexEntry> between(IndexEntry low, IndexEntry high) {
    return IndexEntry.ORDER.compare(low, high) > 0
        ? Collections.emptyNavigableSet()
        : entries.subSet(low, true, high, true);
  }

  /** The normalised keys of a document: one, or several where a field is an array. */
  final List<List<Object>> keysOf(Document document) {
    List<Object> key = new ArrayList<>(fields.size());
    for (String field : fields) {
      Object value = Utils.getSubdocumentValueCollectionAware(document, field);
      if (value instanceof Collection) {
        return getKeyValues(document).stream().map(TreeIndex::values).toList();
      }
      key.add(IndexEntry.normalised(value));
    }
    return List.of(key);
  }

  private static List<Object> values(KeyValue key) {
    return key.stream().map(IndexEntry::normalised).toList();
  }

  /** Whether a change leaves the document where it is. */
  final boolean sameKeys(Document before, Document after) {
    return keysOf(before).equals(keysOf(after));
  }

  final void put(Document document, Object position) {
    List<List<Object>> keys = keysOf(document);
    keys.forEach(key -> entries.add(new IndexEntry(key, Missing.ofNullable(position))));
    keyless += keys.isEmpty() ? 1 : 0;
    arrays |= keys.size() > 1;
  }

  final void take(Document document, Object position) {
    List<List<Object>> keys = keysOf(document);
    keys.forEach(key -> entries.remove(new IndexEntry(key, Missing.ofNullable(position))));
    keyless -= keys.isEmpty() ? 1 : 0;
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Object position, MongoCollection<Object> collection) {
    if (!sameKeys(before, after)) {
      take(before, position);
      add(after, position, collection);
    }
  }

  @Override
  public final boolean canHandle(Document query) {
    return IndexScan.of(this, Conditions.of(query), null).isPresent();
  }

  @Override
  public final Iterable<Object> getPositions(Document query) {
    return IndexScan.of(this, Conditions.of(query), null).orElseThrow().positions().toList();
  }

  @Override
  protected final List<String> keys() {
    return fields;
  }

  @Override
  public final long getCount() {
    return entries.size();
  }

  @Override
  public final long getDataSize() {
    return entries.size();
  }

  @Override
  public final void drop() {
    entries.clear();
  }
}
