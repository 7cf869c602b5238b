package orderbakery.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Date;
import orderbakery.operate.sweeps.SweepLedger;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Sweeps in {@code source.sweeps}: one document each. */
public final class MongoSweepLedger implements SweepLedger {
  private static final String TIME = "time";
  private static final String PLACE = "place";

  private final MongoCollection<Document> sweeps;

  public MongoSweepLedger(MongoCollection<Document> sweeps) {
    this.sweeps = sweeps;
  }

  @Override
  public boolean claim(String sweep, Instant time) {
    Date latest = Date.from(time.plus(ClockError.MOST));
    Bson isDue = or(lt(TIME, Date.from(time)), gt(TIME, latest));
    return Contested.write(
        () ->
            sweeps.updateOne(
                and(eq("_id", sweep), isDue),
                set(TIME, Date.from(time)),
                new UpdateOptions().upsert(true)));
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
