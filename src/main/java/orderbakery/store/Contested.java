package orderbakery.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;

/**
 * A write with a condition that somebody else may have undone. It is an upsert: when the document
 * is there but does not meet the condition, it fails as a duplicate of it.
 */
final class Contested {

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
}
