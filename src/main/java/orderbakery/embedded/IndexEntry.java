package orderbakery.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import java.util.Comparator;
import java.util.List;

/**
 * A place in an index: the normalised values of its fields and the document that has them.
 *
 * <p>One with fewer values than the index has fields marks a border: it lies before or after all
 * entries that begin with its values.
 */
record IndexEntry(List<Object> key, Object position) {
  /** The order of keys; a key that begins another one comes first. */
  static final Comparator<List<Object>> KEYS =
      (a, b) -> {
        int order = compareCommon(a, b);
        return order != 0 ? order : Integer.compare(a.size(), b.size());
      };

  /** The order of entries in an index. */
  static final Comparator<IndexEntry> ORDER = IndexEntry::compare;

  // arrays are compared as wholes: their elements have entries of their own
  private static final Comparator<Object> VALUES = ValueComparator.ascWithoutListHandling();

  private enum Border {
    BEFORE,
    AFTER
  }

  /** Lies before every entry that begins with these values. */
  static IndexEntry before(List<Object> key) {
    return new IndexEntry(key, Border.BEFORE);
  }

  /** Lies after every entry that begins with these values. */
  static IndexEntry after(List<Object> key) {
    return new IndexEntry(key, Border.AFTER);
  }

  /** The value as keys hold it: numbers that are equal are the same, a missing one is null. */
  static Object normalised(Object value) {
    if (value instanceof String || value == null) {
      return value;
    }
    return new KeyValue(value).normalized().get(0);
  }

  private static int compare(IndexEntry a, IndexEntry b) {
    int order = compareCommon(a.key, b.key);
    if (order != 0) {
      return order;
    }
    int borders = Integer.compare(a.side(), b.side());
    return borders != 0 || a.side() != 0 ? borders : VALUES.compare(a.position, b.position);
  }

  private int side() {
    return position == Border.BEFORE ? -1 : position == Border.AFTER ? 1 : 0;
  }

  private static int compareCommon(List<Object> a, List<Object> b) {
    int common = Math.min(a.size(), b.size());
    for (int i = 0; i < common; i++) {
      int order = compareValues(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  // the usual types by the short way, the rest in MongoDB's order of types
  private static int compareValues(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.compareTo(y);
    }
    return VALUES.compare(a, b);
  }
}
