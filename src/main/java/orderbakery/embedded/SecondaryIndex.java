package orderbakery.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** An index that only finds. */
final class SecondaryIndex extends TreeIndex {

  SecondaryIndex(String name, List<IndexKey> keys, boolean sparse) {
    super(name, keys, sparse);
  }

  /** Nothing: a key of this index does not tell which document it is. */
  @Override
  public Object getPosition(Document document) {
    return null;
  }

  // computing the keys refuses two arrays in one document, before anything is stored
  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {
    keysOf(document);
  }

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
    keysOf(after);
  }

  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {
    put(document, position);
  }

  @Override
  public Object remove(Document document) {
    Object position = Missing.ofNullable(Utils.getSubdocumentValue(document, "_id"));
    take(document, position);
    return position;
  }
}
