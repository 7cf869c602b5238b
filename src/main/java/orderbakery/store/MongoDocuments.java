package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.cursor.TimeoutMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import orderbakery.api.Cursor;
import orderbakery.api.HistoryPage;
import orderbakery.api.Page;
import orderbakery.api.StoredDocuments;
import orderbakery.component.Components;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;

/**
 * What the API reads in {@code source.events} and {@code presentation.<component>}. The time limit
 * of the databases is for one answer of the server: a long page may take as many as it has parts.
 */
public final class MongoDocuments implements StoredDocuments {
  /** The usual page is one answer of the server. */
  private static final int AT_A_TIME = 64;

  private static final Bson WITHOUT_PAYLOAD = exclude("payload");
  private static final Bson OWNED = exclude("_id", "feed", "deleted");
  private static final Bson PUBLIC = exclude("_id", "feed", "owner", "deleted");
  private static final Bson VERSION = include("version", "status", "owner", "feed.bakedAt");

  private final MongoCollection<Document> events;
  private final MongoDatabase presentation;

  public MongoDocuments(MongoCollection<Document> events, MongoDatabase presentation) {
    this.events = events;
    this.presentation = presentation;
  }

  @Override
  public Map<String, Object> event(String commandId) {
    return events.find(eq("_id", commandId)).projection(WITHOUT_PAYLOAD).first();
  }

  @Override
  public Iterable<Document> events(HistoryPage page) {
    return page.owner() == null || isCreatedBy(page.owner(), page)
        ? find(conditions(page), page.readLimit())
        : List.of();
  }

  /** The command that creates an entity has its id. */
  private boolean isCreatedBy(String principal, HistoryPage page) {
    return events
            .find(
                and(
                    eq("_id", page.entityId()),
                    eq("serviceName", page.component()),
                    eq("operation", "create"),
                    eq("principal", principal)))
            .projection(include("_id"))
            .first()
        != null;
  }

  private static Bson conditions(HistoryPage page) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq("entityId", page.entityId()));
    conditions.add(gt("sequence", page.after()));
    conditions.add(eq("serviceName", page.component()));
    if (page.owner() != null) {
      conditions.add(or(eq("principal", page.owner()), ne("changesAll", false)));
    }
    return and(conditions);
  }

  private Iterable<Document> find(Bson conditions, int limit) {
    return oneByOne(
        events.find(conditions, RawBsonDocument.class).sort(ascending("sequence")).limit(limit));
  }

  @Override
  public Map<String, Object> entity(String component, String id, String owner) {
    Bson meant = owner == null ? eq("_id", id) : and(eq("_id", id), eq("owner", owner));
    return presented(component).find(meant).projection(PUBLIC).first();
  }

  @Override
  public Map<String, Object> presentation(String component, String id) {
    return presented(component).find(eq("_id", id)).projection(OWNED).first();
  }

  @Override
  public Map<String, Object> version(String component, String id) {
    return presented(component).find(eq("_id", id)).projection(VERSION).first();
  }

  @Override
  public Iterable<Document> entities(Page page) {
    return oneByOne(
        OwnedPresentations.find(
                presented(page.component()).withDocumentClass(RawBsonDocument.class),
                conditions(page),
                page)
            .projection(PUBLIC)
            .sort(descending("createdAt", "_id"))
            .limit(page.readLimit()));
  }

  /** An answer stays bytes, so that big documents do not fill the heap; each is decoded in turn. */
  private Iterable<Document> oneByOne(FindIterable<RawBsonDocument> found) {
    Codec<Document> codec = events.getCodecRegistry().get(Document.class);
    return found
        .batchSize(AT_A_TIME)
        .timeoutMode(TimeoutMode.ITERATION)
        .map(document -> document.decode(codec));
  }

  private MongoCollection<Document> presented(String component) {
    return presentation.getCollection(Components.plural(component));
  }

  private static Bson conditions(Page page) {
    List<Bson> conditions = new ArrayList<>();
    if (page.owner() != null) {
      conditions.add(eq("owner", page.owner()));
    }
    conditions.add(eq("deleted", false));
    if (page.sought() != null) {
      conditions.add(eq(page.sought().field(), page.sought().value()));
    }
    if (page.status() != null) {
      conditions.add(eq("status", page.status()));
    }
    if (page.after() != null) {
      conditions.add(lte("createdAt", page.after().createdAt()));
      conditions.add(olderThan(page.after()));
    }
    return and(conditions);
  }

  private static Bson olderThan(Cursor cursor) {
    return or(
        lt("createdAt", cursor.createdAt()),
        and(eq("createdAt", cursor.createdAt()), lt("_id", cursor.id())));
  }
}
