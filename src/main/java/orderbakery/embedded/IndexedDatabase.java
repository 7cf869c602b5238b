package orderbakery.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A database: one map of documents per collection in the file, all indexes in memory. */
final class IndexedDatabase extends AbstractSynchronizedMongoDatabase<Object> {
  private static final String DOCUMENTS = "documents.";
  private static final String META = "meta.";

  private final MVStore maps;
  // the collections found at the start, until their indexes are built
  private List<IndexedCollection> opening = new ArrayList<>();

  private IndexedDatabase(String name, MVStore maps, CursorRegistry cursors) {
    super(name, cursors);
    this.maps = maps;
  }

  /** Opens or creates a database; its indexes are built from the documents. */
  static IndexedDatabase open(String name, MVStore maps, CursorRegistry cursors) {
    IndexedDatabase database = new IndexedDatabase(name, maps, cursors);
    database.initializeNamespacesAndIndexes();
    database.opening.forEach(IndexedCollection::buildIndexes);
    database.opening = null;
    return database;
  }

  /** The names of the databases that the file holds. */
  static Set<String> names(MVStore maps) {
    return maps.getMapNames().stream()
        .filter(map -> map.startsWith(DOCUMENTS))
        .map(map -> map.substring(DOCUMENTS.length()))
        .map(namespace -> namespace.substring(0, namespace.indexOf('.')))
        .collect(Collectors.toSet());
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document request, DatabaseResolver databases, Oplog oplog) {
    if (command.equalsIgnoreCase("aggregate")
        && resolveCollection((String) request.get(command), false)
            instanceof IndexedCollection collection) {
      return collection.narrowed(
          request, () -> super.handleCommand(channel, command, request, databases, oplog));
    }
    return super.handleCommand(channel, command, request, databases, oplog);
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new UniqueIndex(name, keys, sparse);
  }

  @Override
  protected Index<Object> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return new SecondaryIndex(name, keys, sparse);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
    IndexedCollection collection =
        new IndexedCollection(this, name, options, documents(name), meta(name), cursorRegistry);
    if (opening != null) {
      collection.deferIndexes();
      opening.add(collection);
    }
    return collection;
  }

  @Override
  public void dropCollection(String name, Oplog oplog) {
    super.dropCollection(name, oplog);
    maps.removeMap(documents(name));
    maps.removeMap(meta(name));
  }

  @Override
  public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
    MVMap<?, ?> documents = maps.openMap(DOCUMENTS + collection.getFullName(), byBson());
    MVMap<?, ?> meta = maps.openMap(META + collection.getFullName());
    super.moveCollection(from, collection, name);
    maps.renameMap(documents, DOCUMENTS + getFullCollectionNamespace(name));
    maps.renameMap(meta, META + getFullCollectionNamespace(name));
  }

  private MVMap<Object, Document> documents(String collection) {
    return maps.openMap(DOCUMENTS + getFullCollectionNamespace(collection), byBson());
  }

  private MVMap<String, Object> meta(String collection) {
    return maps.openMap(META + getFullCollectionNamespace(collection));
  }

  private static MVMap.Builder<Object, Document> byBson() {
    return new MVMap.Builder<Object, Document>().valueType(new BsonDocumentType());
  }

  @Override
  protected long getStorageSize() {
    return maps.getFileStore().size();
  }

  @Override
  protected long getFileSize() {
    return getStorageSize();
  }
}
