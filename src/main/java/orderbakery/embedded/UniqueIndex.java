package orderbakery.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import java.util.NavigableSet;

/** An index that refuses a second document with the same key, with error 11000. */
final class UniqueIndex extends TreeIndex {

  UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
  }

  @Override
  public boolean isUnique() {
    return true;
  }

  @Override
  public Object getPosition(Document document) {
    return keysOf(document).stream()
        .map(this::holder)
        .filter(holder -> holder != null)
        .findFirst()
        .orElse(null);
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    refuseOthers(document, null, collection);
  }

  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {
    if (concerns(document)) {
      put(document, position);
    }
  }

  @Override
  public Object remove(Document document) {
    if (!concerns(document)) {
      return null;
    }
    Object position = getPosition(document);
    take(document, position);
    return position;
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
    if (!sameKeys(before, after)) {
      refuseOthers(after, concerns(before) ? getPosition(before) : null, collection);
    }
  }

  private void refuseOthers(Document document, Object self, MongoCollection<Object> collection) {
    if (!concerns(document)) {
      return;
    }
    for (List<Object> key : keysOf(document)) {
      Object holder = holder(key);
      if (holder != null && !holder.equals(self)) {
        throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(key));
      }
    }
  }

  private Object holder(List<Object> key) {
    NavigableSet<IndexEntry> holders = between(IndexEntry.before(key), IndexEntry.after(key));
    return holders.isEmpty() ? null : holders.first().position();
  }

  // a sparse index leaves out documents that have none of its fields
  private boolean concerns(Document document) {
    return !isSparse()
        || fields().stream()
            .anyMatch(
                field ->
                    !(Utils.getSubdocumentValueCollectionAware(document, field)
                        instanceof Missing));
  }
}
