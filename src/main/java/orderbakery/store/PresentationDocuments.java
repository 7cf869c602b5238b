package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import orderbakery.bake.Baking;
import orderbakery.bake.Presentation;
import orderbakery.bake.PresentationWrite;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Presentations as {@code presentation.<component>} holds them. */
public final class PresentationDocuments {
  /**
   * With the filter on what was read, an upsert that finds something else fails as a duplicate:
   * 11000.
   */
  private static final ReplaceOptions OR_FAIL = new ReplaceOptions().upsert(true);

  private final Clock clock;

  /** Documents that say when they were baked. */
  public PresentationDocuments(Clock clock) {
    this.clock = clock;
  }

  /**
   * The writes of a batch, in its order: inserts where all are new, else a compare-and-set for
   * each. Of one kind, since MongoDB gets one command, and waits for its journal once, for each row
   * of one kind; and in order, since who resumes must not see a change before one in front of it.
   */
  public List<WriteModel<Document>> write(Baking baking) {
    Instant now = clock.instant();
    boolean areNew = baking.writes().stream().allMatch(PresentationWrite::isNew);
    return baking.writes().stream()
        .<WriteModel<Document>>map(
            write -> {
              Document document = documentOf(write.presentation(), now);
              return areNew
                  ? new InsertOneModel<>(document)
                  : new ReplaceOneModel<>(asItWasRead(write), document, OR_FAIL);
            })
        .toList();
  }

  private static Bson asItWasRead(PresentationWrite write) {
    Bson id = eq("_id", write.presentation().id());
    return write.isNew()
        ? and(id, exists("version", false))
        : and(
            id,
            eq("version", write.expected().version()),
            eq("feed.sequence", write.expected().sequence()));
  }

  static Document documentOf(Presentation presentation, Instant bakedAt) {
    Document document = new Document("_id", presentation.id());
    document.putAll(presentation.document());
    if (presentation.fact().owner() != null) {
      document.append(FeedDocument.OWNER, presentation.fact().owner());
    }
    return document
        .append("version", presentation.version())
        .append("deleted", presentation.deleted())
        .append("feed", FeedDocument.of(presentation.fact()).append("bakedAt", Date.from(bakedAt)));
  }
}
