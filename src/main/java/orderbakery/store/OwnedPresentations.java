package orderbakery.store;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import orderbakery.api.Page;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Asks for the presentations of one owner by the indexes for that. In the index by time MongoDB
 * would go over those of all others, and where all are one owner's it would keep to that.
 */
final class OwnedPresentations {
  static final Bson BY_TIME = ascending("owner", "deleted", "createdAt", "_id");
  static final Bson BY_STATUS = ascending("owner", "deleted", "status", "createdAt", "_id");

  private OwnedPresentations() {}

  static void index(MongoCollection<Document> presentations) {
    presentations.createIndex(BY_TIME);
    presentations.createIndex(BY_STATUS);
  }

  /**
   * What is looked for by a field has few with its value. Of a page of all that is not of one
   * owner, the choice is left to MongoDB.
   */
  static <T> FindIterable<T> find(MongoCollection<T> presentations, Bson conditions, Page page) {
    FindIterable<T> found = presentations.find(conditions);
    if (page.sought() != null) {
      return found.hint(SoughtPresentations.by(page.sought().field()));
    }
    if (page.owner() == null) {
      return found;
    }
    return found.hint(page.status() == null ? BY_TIME : BY_STATUS);
  }
}
