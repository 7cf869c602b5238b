package orderbakery.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import orderbakery.bake.Shown;
import orderbakery.bake.StoredPresentations;
import org.bson.Document;

/** What the baker asks {@code presentation.<component>}. */
public final class MongoPresentation implements StoredPresentations {
  private final MongoCollection<Document> presentations;

  public MongoPresentation(MongoCollection<Document> presentations) {
    this.presentations = presentations;
  }

  @Override
  public Map<String, Shown> of(Set<String> ids) {
    Map<String, Shown> shown = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Document found :
          presentations.find(in("_id", ids)).projection(include("version", "feed.sequence"))) {
        shown.put(found.getString("_id"), FeedDocument.shown(found));
      }
    }
    return shown;
  }
}
