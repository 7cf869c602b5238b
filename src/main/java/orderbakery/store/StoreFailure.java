package orderbakery.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import java.util.Optional;

/**
 * What a failure says of MongoDB, in a few words: its driver takes a thousand characters.
 *
 * @param why a few words
 */
public record StoreFailure(Kind kind, String why) {

  /** What to think of it. */
  public enum Kind {
    /** Another process was faster to write the same document. */
    LOST_RACE,
    /** It cannot do it now. */
    OUTAGE,
    /** It does not want to do it, and will not the next time either. */
    REFUSAL
  }

  /** Empty when the failure, and what has caused it, is not of the store. */
  public static Optional<StoreFailure> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MongoException e) {
        return Optional.of(of(e));
      }
    }
    return Optional.empty();
  }

  private static StoreFailure of(MongoException failure) {
    if (isLostRace(failure)) {
      return new StoreFailure(Kind.LOST_RACE, "it is there already");
    }
    boolean refused =
        (failure instanceof MongoCommandException && !isOfAnOutage(failure))
            || failure instanceof MongoWriteException
            || (failure instanceof MongoBulkWriteException bulk
                && !bulk.getWriteErrors().isEmpty());
    return refused
        ? new StoreFailure(Kind.REFUSAL, failure.getMessage())
        : new StoreFailure(Kind.OUTAGE, outage(failure));
  }

  private static boolean isLostRace(MongoException failure) {
    if (failure instanceof MongoWriteException write) {
      return write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
    return failure instanceof MongoBulkWriteException bulk
        && !bulk.getWriteErrors().isEmpty()
        && bulk.getWriteErrors().stream()
            .allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
  }

  private static boolean isOfAnOutage(MongoException failure) {
    return failure instanceof MongoNotPrimaryException
        || failure instanceof MongoNodeIsRecoveringException;
  }

  private static String outage(MongoException failure) {
    if (failure instanceof MongoSocketReadTimeoutException
        || failure instanceof MongoOperationTimeoutException
        || failure instanceof MongoExecutionTimeoutException) {
      return "no answer in time";
    }
    if (failure instanceof MongoTimeoutException) {
      return "no primary in time";
    }
    if (failure instanceof MongoSocketOpenException) {
      return "no connection";
    }
    if (failure instanceof MongoSocketException) {
      return "the connection was cut";
    }
    if (isOfAnOutage(failure)) {
      return "not the primary";
    }
    return failure.getClass().getSimpleName();
  }
}
