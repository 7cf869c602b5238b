package orderbakery.store;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import orderbakery.bake.Baking;
import orderbakery.bake.Presentation;
import org.bson.Document;

/** Presentations as {@code presentation.<component>} holds them. */
public final class PresentationDocuments {
  /**
   * With the filter on an older version, an upsert that finds this one or a newer one fails as a
   * duplicate: 11000.
   */
  private static final ReplaceOptions OR_FAIL = new ReplaceOptions().upsert(true);

  /** The writes of a batch: a first version is inserted, a later one replaces an older one. */
  public List<WriteModel<Document>> write(Baking baking) {
    return baking.presentations().stream().map(PresentationDocuments::write).toList();
  }

  private static WriteModel<Document> write(Presentation presentation) {
    Document document = documentOf(presentation);
    return presentation.version() == 1
        ? new InsertOneModel<>(document)
        : new ReplaceOneModel<>(
            new Document("_id", presentation.id())
                .append("version", new Document("$lt", presentation.version())),
            document,
            OR_FAIL);
  }

  private static Document documentOf(Presentation presentation) {
    Document document = new Document("_id", presentation.id());
    document.putAll(presentation.document());
    return document
        .append("version", presentation.version())
        .append("deleted", presentation.deleted())
        .append("feed", FeedDocument.of(presentation.fact()));
  }
}
