package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Date;
import orderbakery.operate.SweepLedger;
import org.bson.Document;

/** Sweeps in {@code source.sweeps}: one document each. */
public final class MongoSweepLedger implements SweepLedger {
  private static final int DUPLICATE_KEY = 11000;
  private static final String PLACE = "place";

  private final MongoCollection<Document> sweeps;

  public MongoSweepLedger(MongoCollection<Document> sweeps) {
    this.sweeps = sweeps;
  }

  /** With the filter on an earlier time, an upsert that finds this one fails as a duplicate. */
  @Override
  public boolean claim(String sweep, Instant time) {
    try {
      sweeps.updateOne(
          and(eq("_id", sweep), lt("time", Date.from(time))),
          set("time", Date.from(time)),
          new UpdateOptions().upsert(true));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCode() == DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public String place(String sweep) {
    Document document = sweeps.find(eq("_id", sweep)).first();
    return document == null ? null : document.getString(PLACE);
  }

  @Override
  public void keepPlace(String sweep, String place) {
    sweeps.updateOne(eq("_id", sweep), set(PLACE, place));
  }
}
