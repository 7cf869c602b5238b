package orderbakery.store;

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

  /** The writes of a batch: an insert or a compare-and-set for each presentation. */
  public List<WriteModel<Document>> write(Baking baking) {
    Instant now = clock.instant();
    return baking.writes().stream().map(it -> write(it, now)).toList();
  }

  private static WriteModel<Document> write(PresentationWrite write, Instant now) {
    Document document = documentOf(write.presentation(), now);
    return write.isNew()
        ? new InsertOneModel<>(document)
        : new ReplaceOneModel<>(
            new Document("_id", write.presentation().id())
                .append("version", write.expected().version())
                .append("feed.sequence", write.expected().sequence()),
            document,
            OR_FAIL);
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
