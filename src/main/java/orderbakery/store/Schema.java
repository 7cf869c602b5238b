package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.List;
import java.util.function.Supplier;
import orderbakery.log.Partitions;
import org.bson.Document;

/**
 * What must stand in the databases before anything runs: indexes, and the number of partitions the
 * log was begun with.
 */
public final class Schema {
  private static final String SETTINGS = "settings";
  private static final String LOG = "log";

  private final MongoDatabase source;
  private final MongoDatabase presentation;
  private final List<String> collections;
  private final Partitions partitions;
  private final Supplier<String> epochs;
  private volatile String epoch;

  /**
   * The schema of these databases.
   *
   * @param collections of entities, in both databases: {@code orders}
   * @param epochs names the log when it is begun
   */
  public Schema(
      MongoDatabase source,
      MongoDatabase presentation,
      List<String> collections,
      Partitions partitions,
      Supplier<String> epochs) {
    this.source = source;
    this.presentation = presentation;
    this.collections = List.copyOf(collections);
    this.partitions = partitions;
    this.epochs = epochs;
  }

  /**
   * Makes what is missing.
   *
   * @throws OtherPartitions when the log was begun with another number of partitions
   * @throws com.mongodb.MongoException when the store is away
   */
  public void prepare() {
    indexEvents(source.getCollection("events"));
    collections.forEach(name -> indexPresentation(presentation.getCollection(name)));
    Document log =
        source
            .getCollection(SETTINGS)
            .findOneAndUpdate(
                eq("_id", LOG),
                combine(
                    setOnInsert("partitions", partitions.count()),
                    setOnInsert("epoch", epochs.get()),
                    setOnInsert("form", StoredForm.NEWEST)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    int begun = log.getInteger("partitions");
    if (begun != partitions.count()) {
      throw new OtherPartitions(begun, partitions.count());
    }
    bringUpToDate(log.getInteger("form"));
    epoch = log.getString("epoch");
  }

  private void bringUpToDate(Integer form) {
    if (form != null && form == StoredForm.NEWEST) {
      return;
    }
    StoredForm.upgrade(source, form, partitions.count());
    source.getCollection(SETTINGS).updateOne(eq("_id", LOG), set("form", StoredForm.NEWEST));
  }

  /**
   * The name of this log, for resume tokens.
   *
   * @throws IllegalStateException before {@link #prepare} has succeeded
   */
  public String epoch() {
    if (epoch == null) {
      throw new IllegalStateException("The log was not reached yet");
    }
    return epoch;
  }

  private static void indexEvents(MongoCollection<Document> events) {
    events.createIndex(ascending("partition", "sequence"), new IndexOptions().unique(true));
    events.createIndex(ascending("partition", "serviceName", "status", "sequence"));
    events.createIndex(ascending("entityId", "sequence"));
  }

  private static void indexPresentation(MongoCollection<Document> presentations) {
    presentations.createIndex(ascending("deleted", "createdAt", "_id"));
    presentations.createIndex(ascending("deleted", "status", "createdAt", "_id"));
    presentations.createIndex(ascending("feed.partition", "feed.sequence"));
  }
}
