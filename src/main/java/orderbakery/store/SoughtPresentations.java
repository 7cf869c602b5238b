package orderbakery.store;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The indexes by which presentations are found that have a certain value in a field. */
final class SoughtPresentations {
  private SoughtPresentations() {}

  /** Whoever does not have the field costs nothing. */
  static void index(MongoCollection<Document> presentations, List<String> fields) {
    for (String field : fields) {
      presentations.createIndex(
          by(field), new IndexOptions().partialFilterExpression(exists(field)));
    }
  }

  /** The index of a field; within a value by time. */
  static Bson by(String field) {
    return ascending(field, "deleted", "createdAt", "_id");
  }
}
