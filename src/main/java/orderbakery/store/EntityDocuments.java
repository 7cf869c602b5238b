package orderbakery.store;

import static java.util.Comparator.comparing;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderbakery.component.ToldTypes;
import orderbakery.execute.Entity;
import orderbakery.execute.EntityWrite;
import orderbakery.execute.Execution;
import orderbakery.execute.Outcome;
import org.bson.Document;

/** Entities as their source collection holds them. */
public final class EntityDocuments {
  /**
   * With the filter on the read version, an upsert that finds another one fails as a duplicate:
   * 11000.
   */
  private static final ReplaceOptions OR_FAIL = new ReplaceOptions().upsert(true);

  private static final List<String> ENVELOPE =
      List.of("_id", "version", "owner", "partition", "lastSequence", "outcomes");

  /**
   * The writes of a batch: an insert or a compare-and-set for each entity. The inserts come first:
   * MongoDB gets one command, and waits for its journal once, for each row of one kind.
   */
  public List<WriteModel<Document>> write(Execution execution) {
    return execution.writes().stream()
        .sorted(comparing(EntityWrite::isNew).reversed())
        .map(EntityDocuments::write)
        .toList();
  }

  private static WriteModel<Document> write(EntityWrite write) {
    Entity entity = write.entity();
    Document document = documentOf(entity);
    return write.isNew()
        ? new InsertOneModel<>(document)
        : new ReplaceOneModel<>(
            new Document("_id", entity.id()).append("version", write.expectedVersion()),
            document,
            OR_FAIL);
  }

  static Document documentOf(Entity entity) {
    Document document = new Document("_id", entity.id()).append("version", entity.version());
    document.putAll(entity.state());
    if (entity.owner() != null) {
      document.append("owner", entity.owner());
    }
    return document
        .append("partition", entity.partition())
        .append("lastSequence", entity.lastSequence())
        .append("outcomes", entity.outcomes().stream().map(EntityDocuments::documentOf).toList());
  }

  static Entity read(Document document) {
    Map<String, Object> state = new HashMap<>(document);
    ENVELOPE.forEach(state::remove);
    return new Entity(
        document.getString("_id"),
        document.getInteger("partition"),
        document.getLong("version"),
        document.getString("owner"),
        document.getLong("lastSequence"),
        document.getList("outcomes", Document.class, List.of()).stream()
            .map(EntityDocuments::outcomeOf)
            .toList(),
        state);
  }

  private static Document documentOf(Outcome outcome) {
    Document document =
        new Document("id", outcome.id())
            .append("sequence", outcome.sequence())
            .append("shownAt", outcome.shownAt())
            .append("type", outcome.type())
            .append("version", outcome.version())
            .append("executionTime", Date.from(outcome.executionTime()));
    if (outcome.traceparent() != null) {
      document.append("traceparent", outcome.traceparent());
    }
    if (!outcome.isRejection()) {
      document.append("types", FeedDocument.types(outcome.told()));
    }
    if (outcome.problem() != null) {
      document.append("problem", new Document(outcome.problem()));
    }
    if (outcome.snapshot() != null) {
      document.append("snapshot", new Document(outcome.snapshot()));
    }
    return document;
  }

  private static Outcome outcomeOf(Document document) {
    Document problem = document.get("problem", Document.class);
    return new Outcome(
        document.getString("id"),
        document.getLong("sequence"),
        document.getLong("shownAt"),
        document.getString("type"),
        document.getLong("version"),
        EventDocuments.instant(document, "executionTime"),
        document.getString("traceparent"),
        problem == null ? FeedDocument.told(document, document.getLong("shownAt")) : ToldTypes.NONE,
        problem,
        document.get("snapshot", Document.class));
  }
}
