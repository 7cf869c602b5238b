package orderbakery.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/** A collection that reads through the best of its indexes, in the order asked for if it can. */
final class IndexedCollection extends H2Collection {
  private boolean indexesWait;
  // of the command that runs; commands run one at a time
  private Document narrowing;
  private Document replacement;

  IndexedCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> meta,
      CursorRegistry cursors) {
    super(database, name, options, documents, meta, cursors);
  }

  /** Leaves the indexes that are added from now on empty until {@link #buildIndexes}. */
  void deferIndexes() {
    indexesWait = true;
  }

  /** Fills all indexes in one pass over the documents, which are read from the file only once. */
  void buildIndexes() {
    indexesWait = false;
    if (!getIndexes().isEmpty()) {
      streamAllDocumentsWithPosition()
          .forEach(
              each ->
                  getIndexes()
                      .forEach(index -> index.add(each.getDocument(), each.getPosition(), this)));
    }
  }

  @Override
  public void addIndex(Index<Object> index) {
    if (indexesWait) {
      getIndexes().add(index);
    } else {
      super.addIndex(index);
    }
  }

  /** Runs an aggregation of this collection so that a leading {@code $match} uses the indexes. */
  Document narrowed(Document aggregate, Supplier<Document> command) {
    if (aggregate.get("pipeline") instanceof List<?> stages
        && !stages.isEmpty()
        && stages.get(0) instanceof Document first
        && first.get("$match") instanceof Document match) {
      narrowing = match;
    }
    try {
      return command.get();
    } finally {
      narrowing = null;
    }
  }

  @Override
  public Stream<Document> queryAllAsStream() {
    return narrowing == null ? super.queryAllAsStream() : handleQueryAsStream(narrowing);
  }

  @Override
  protected QueryResult queryDocuments(
      Document query, Document sort, int skip, int limit, int batchSize, Document projection) {
    Optional<IndexScan> best = bestScan(query, sort);
    if (best.isEmpty()) {
      return matchDocuments(query, sort, skip, limit, batchSize, projection);
    }
    IndexScan scan = best.get();
    return matchDocumentsFromStream(
        scan.positions().map(this::getDocument),
        query,
        scan.sorted() ? null : sort,
        skip,
        limit,
        batchSize,
        projection);
  }

  private Optional<IndexScan> bestScan(Document query, Document sort) {
    Conditions conditions = Conditions.of(query);
    return getIndexes().stream()
        .map(TreeIndex.class::cast)
        .flatMap(index -> IndexScan.of(index, conditions, sort).stream())
        .max(Comparator.comparingInt(IndexScan::worth));
  }

  @Override
  protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
    if (batchSize == 0) {
      return new QueryResult(matched); // the engine itself asks, and wants all
    }
    BatchCursor cursor = new BatchCursor(cursorRegistry.generateCursorId(), matched);
    List<Document> first = cursor.takeDocuments(batchSize);
    if (cursor.isEmpty()) {
      return new QueryResult(first);
    }
    cursor.detach();
    cursorRegistry.add(cursor);
    return new QueryResult(first, cursor);
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean multi,
      boolean upsert,
      Oplog oplog) {
    replacement = update.keySet().stream().noneMatch(key -> key.startsWith("$")) ? update : null;
    try {
      return super.updateDocuments(selector, update, arrayFilters, multi, upsert, oplog);
    } finally {
      replacement = null;
    }
  }

  // the engine would keep the old order of the fields in a replaced document
  @Override
  protected void handleUpdate(Object position, Document before, Document after) {
    super.handleUpdate(position, before, replacement == null ? after : inOrder(after));
  }

  private Document inOrder(Document document) {
    Document ordered = new Document(getIdField(), document.get(getIdField()));
    replacement.keySet().forEach(field -> ordered.put(field, document.get(field)));
    return ordered;
  }

  // it would encode every document once more and write the sum with each of them
  @Override
  protected boolean tracksDataSize() {
    return false;
  }
}
