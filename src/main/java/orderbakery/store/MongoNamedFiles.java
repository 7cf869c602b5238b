package orderbakery.store;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import orderbakery.component.AttachedFiles;
import orderbakery.files.FileKey;
import orderbakery.operate.sweeps.NamedFiles;
import org.bson.Document;

/** What the presentation of one component names of files, in the order of its ids. */
public final class MongoNamedFiles implements NamedFiles {
  private static final int MOST_FILES = 1000;
  private static final int BATCH = 1000;

  private final String component;
  private final MongoCollection<Document> presentations;
  private final int mostDocuments;

  /**
   * @param mostDocuments that one page looks at, 2 or more
   */
  public MongoNamedFiles(
      String component, MongoCollection<Document> presentations, int mostDocuments) {
    this.component = component;
    this.presentations = presentations;
    this.mostDocuments = mostDocuments;
  }

  /** A document is looked at as a whole, the one again where the last page has ended. */
  @Override
  public Page page(FileKey after) {
    List<Named> files = new ArrayList<>();
    int looked = 0;
    String last = null;
    try (MongoCursor<Document> read =
        presentations
            .find(after == null ? empty() : gte("_id", after.entityId()))
            .sort(ascending("_id"))
            .projection(include("files"))
            .limit(mostDocuments)
            .batchSize(BATCH)
            .iterator()) {
      while (files.size() < MOST_FILES && read.hasNext()) {
        Document document = read.next();
        last = document.getString("_id");
        looked++;
        namedBy(document).stream()
            .filter(it -> after == null || it.key().compareTo(after) > 0)
            .forEach(files::add);
      }
    }
    boolean isEnd = looked < mostDocuments && files.size() < MOST_FILES;
    return new Page(after, files, isEnd ? null : FileKey.lastOf(component, last));
  }

  private List<Named> namedBy(Document document) {
    String entityId = document.getString("_id");
    return AttachedFiles.in(document).all().stream()
        .map(
            it ->
                new Named(
                    new FileKey(component, entityId, it.id()),
                    it.size(),
                    Instant.parse(it.addedAt())))
        .toList();
  }
}
