package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import orderbakery.bake.StoredVersions;
import orderbakery.feed.BakedPositions;
import org.bson.Document;

/** What the baker and the feed ask {@code presentation.<component>}. */
public final class MongoPresentation implements StoredVersions, BakedPositions {
  private final MongoCollection<Document> presentations;

  public MongoPresentation(MongoCollection<Document> presentations) {
    this.presentations = presentations;
  }

  @Override
  public Map<String, Long> of(Set<String> ids) {
    Map<String, Long> versions = new HashMap<>();
    if (!ids.isEmpty()) {
      for (Document found : presentations.find(in("_id", ids)).projection(include("version"))) {
        versions.put(found.getString("_id"), found.getLong("version"));
      }
    }
    return versions;
  }

  @Override
  public long highest(int partition) {
    Document newest =
        presentations
            .find(eq("feed.partition", partition))
            .sort(descending("feed.sequence"))
            .projection(include("feed.sequence"))
            .first();
    return newest == null ? 0 : newest.get("feed", Document.class).getLong("sequence");
  }
}
