package orderbakery.embedded;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.result.UpdateResult;
import java.util.function.Function;
import org.bson.Document;

/** Something done to a collection, with an outcome in words that equal stores share. */
record Operation(String description, Function<MongoCollection<Document>, Object> action) {

  String outcomeOn(MongoCollection<Document> collection) {
    try {
      return String.valueOf(action.apply(collection));
    } catch (MongoBulkWriteException e) {
      return failed(e);
    } catch (MongoException e) {
      return "error " + e.getCode();
    }
  }

  /** What a bulk did, without the words of the driver. */
  static String done(BulkWriteResult result) {
    return "inserted %s, matched %s, modified %s, upserted %s"
        .formatted(
            result.getInsertedCount(),
            result.getMatchedCount(),
            result.getModifiedCount(),
            result.getUpserts().stream().map(u -> u.getIndex() + " " + u.getId()).toList());
  }

  /** What an update did. */
  static String done(UpdateResult result) {
    return result.getMatchedCount() + " matched, " + result.getModifiedCount() + " modified";
  }

  private static String failed(MongoBulkWriteException failure) {
    return "errors %s; %s"
        .formatted(
            failure.getWriteErrors().stream().map(e -> e.getIndex() + ": " + e.getCode()).toList(),
            done(failure.getWriteResult()));
  }
}
