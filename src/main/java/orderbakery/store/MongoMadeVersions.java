package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.cursor.TimeoutMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import orderbakery.api.MadeVersion;
import orderbakery.api.MadeVersions;
import orderbakery.execute.Intervention;
import orderbakery.log.EventStatus;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.conversions.Bson;

/**
 * The versions of entities in {@code source.events}. The events of an entity stand there in the
 * order of the versions that they made: what waits behind a parked one is decided after it.
 */
public final class MongoMadeVersions implements MadeVersions {
  /**
   * Bounds what is held at a time, undecoded but for one; the time limit of the database is for one
   * answer.
   */
  private static final int AT_A_TIME = 8;

  private static final List<String> INTERVENTIONS =
      Arrays.stream(Intervention.values()).map(Intervention::operation).toList();

  private final MongoCollection<Document> events;

  public MongoMadeVersions(MongoCollection<Document> events) {
    this.events = events;
  }

  @Override
  public long newestAt(String component, String entityId, Instant time) {
    Document newest =
        events
            .find(and(made(component, entityId), lte("executionTime", Date.from(time))))
            .sort(descending("sequence"))
            .projection(include("entityVersion"))
            .first();
    return newest == null ? 0 : newest.getLong("entityVersion");
  }

  @Override
  public boolean isMade(String component, String entityId, long version) {
    Bson asked = and(made(component, entityId), eq("entityVersion", version));
    return events.find(asked).projection(include("_id")).first() != null;
  }

  @Override
  public Iterable<MadeVersion> made(String component, String entityId, long first, long last) {
    Bson asked =
        and(made(component, entityId), gte("entityVersion", first), lte("entityVersion", last));
    Codec<Document> documents = events.getCodecRegistry().get(Document.class);
    return events
        .withDocumentClass(RawBsonDocument.class)
        .find(asked)
        .sort(ascending("sequence"))
        .limit(Math.toIntExact(last - first + 1))
        .batchSize(AT_A_TIME)
        .timeoutMode(TimeoutMode.ITERATION)
        .map(raw -> raw.decode(documents))
        .map(event -> new MadeVersion(event.getLong("entityVersion"), EventDocuments.read(event)));
  }

  private static Bson made(String component, String entityId) {
    return and(
        eq("entityId", entityId),
        eq("serviceName", component),
        eq("status", EventStatus.EXECUTED.name()),
        nin("operation", INTERVENTIONS));
  }
}
