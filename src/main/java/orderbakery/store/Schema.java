package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.setOnInsert;
import static java.util.concurrent.TimeUnit.HOURS;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import orderbakery.log.Partitions;
import orderbakery.outage.NotPrepared;
import org.bson.Document;

/**
 * What must stand in the databases before anything runs: indexes, and the number of partitions the
 * log was begun with.
 */
public final class Schema {
  private static final String SETTINGS = "settings";
  private static final String LOG = "log";
  private static final String INDEXES = "indexes";

  /** One more with every change of {@link #index}: whoever may make none waits for these. */
  private static final int NEWEST_INDEXES = 2;

  /**
   * What goes over all of a large collection takes longer than a server may keep silent otherwise.
   */
  private static final int PATIENCE_HOURS = 1;

  private final MongoDatabase source;
  private final MongoDatabase presentation;
  private final Map<String, List<String>> collections;
  private final Map<String, List<String>> searched;
  private final Set<String> owned;
  private final Partitions partitions;
  private final Supplier<String> epochs;
  private final Runnable bakeAgain;
  private volatile String epoch;

  /**
   * The schema of these databases.
   *
   * @param collections of entities, in both databases, {@code orders}, and the fields in which
   *     their source documents name entities of others
   * @param searched the fields by which their presentations are looked for
   * @param owned those whose documents are read by their owners
   * @param epochs names the log when it is begun
   * @param bakeAgain begins to bake again all that an earlier version has baked; may run twice
   */
  public Schema(
      MongoDatabase source,
      MongoDatabase presentation,
      Map<String, List<String>> collections,
      Map<String, List<String>> searched,
      Set<String> owned,
      Partitions partitions,
      Supplier<String> epochs,
      Runnable bakeAgain) {
    this.source = source;
    this.presentation = presentation;
    this.collections = Map.copyOf(collections);
    this.searched = Map.copyOf(searched);
    this.owned = Set.copyOf(owned);
    this.partitions = partitions;
    this.epochs = epochs;
    this.bakeAgain = bakeAgain;
  }

  /**
   * Makes what is missing.
   *
   * @throws OtherPartitions when the log was begun with another number of partitions
   * @throws NewerVersion when a newer version has written it
   * @throws com.mongodb.MongoException when the store is away
   */
  public void prepare() {
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
    requireReadable(log);
    index();
    bringUpToDate(log.getInteger("form"));
    if (log.getInteger(INDEXES, 0) < NEWEST_INDEXES) {
      source.getCollection(SETTINGS).updateOne(eq("_id", LOG), max(INDEXES, NEWEST_INDEXES));
    }
    epoch = log.getString("epoch");
  }

  /**
   * Makes nothing, and needs the right to read {@code source.settings} alone.
   *
   * @throws NotPrepared when {@link #prepare} has not been to its end, with this version
   * @throws OtherPartitions when the log was begun with another number of partitions
   * @throws NewerVersion when a newer version has written it
   * @throws com.mongodb.MongoException when the store is away
   */
  public void require() {
    Document log = source.getCollection(SETTINGS).find(eq("_id", LOG)).first();
    if (log == null
        || log.getInteger("form", 0) < StoredForm.NEWEST
        || log.getInteger(INDEXES, 0) < NEWEST_INDEXES) {
      throw new NotPrepared("MongoDB has not the collections and indexes of this version");
    }
    requireReadable(log);
    epoch = log.getString("epoch");
  }

  private void requireReadable(Document log) {
    int form = log.getInteger("form", 0);
    if (form > StoredForm.NEWEST) {
      throw new NewerVersion(form, StoredForm.NEWEST);
    }
    int begun = log.getInteger("partitions");
    if (begun != partitions.count()) {
      throw new OtherPartitions(begun, partitions.count());
    }
  }

  private void index() {
    MongoDatabase written = source.withTimeout(PATIENCE_HOURS, HOURS);
    MongoDatabase presented = presentation.withTimeout(PATIENCE_HOURS, HOURS);
    indexEvents(written.getCollection("events"));
    MongoTickets.index(presented);
    MongoNotices.index(written);
    written.getCollection("followups").createIndex(ascending("workedAt"));
    collections.forEach(
        (name, references) -> {
          indexPresentation(presented.getCollection(name));
          SoughtPresentations.index(presented.getCollection(name), searched.get(name));
          if (owned.contains(name)) {
            OwnedPresentations.index(presented.getCollection(name));
          }
          references.forEach(it -> written.getCollection(name).createIndex(ascending(it, "_id")));
        });
  }

  private void bringUpToDate(Integer form) {
    if (form != null && form == StoredForm.NEWEST) {
      return;
    }
    StoredForm.upgrade(source.withTimeout(PATIENCE_HOURS, HOURS), form, partitions.count());
    bakeAgain.run();
    source.getCollection(SETTINGS).updateOne(eq("_id", LOG), max("form", StoredForm.NEWEST));
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
    events.createIndex(EventsByStatus.INDEX);
    events.createIndex(ascending("entityId", "sequence"));
  }

  private static void indexPresentation(MongoCollection<Document> presentations) {
    presentations.createIndex(ascending("deleted", "createdAt", "_id"));
    presentations.createIndex(ascending("deleted", "status", "createdAt", "_id"));
    presentations.createIndex(MongoChanges.INDEX);
  }
}
