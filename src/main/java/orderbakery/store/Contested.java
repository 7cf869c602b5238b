package orderbakery.store;

import static java.util.stream.Collectors.toSet;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * A write with a condition that somebody else may have undone. It is an upsert: when the document
 * is there but does not meet the condition, it fails as a duplicate of it.
 */
final class Contested {
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private Contested() {}

  /** False when somebody else was faster. */
  static boolean write(Runnable upsert) {
    try {
      upsert.run();
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  /** Such writes at once, in no order; the places in the list of those that came too late. */
  static Set<Integer> writeAll(
      MongoCollection<Document> in, List<? extends WriteModel<? extends Document>> upserts) {
    if (upserts.isEmpty()) {
      return Set.of();
    }
    try {
      in.bulkWrite(upserts, UNORDERED);
      return Set.of();
    } catch (MongoBulkWriteException e) {
      boolean isOnlyContested =
          e.getWriteConcernError() == null
              && e.getWriteErrors().stream()
                  .allMatch(it -> it.getCategory() == ErrorCategory.DUPLICATE_KEY);
      if (!isOnlyContested) {
        throw e;
      }
      return e.getWriteErrors().stream().map(BulkWriteError::getIndex).collect(toSet());
    }
  }
}
