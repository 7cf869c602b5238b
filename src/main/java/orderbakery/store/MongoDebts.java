package orderbakery.store;

import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static orderbakery.store.NoticeDocuments.DUE_AT;
import static orderbakery.store.NoticeDocuments.OWED_AT;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import java.time.Instant;
import java.util.function.Function;
import orderbakery.notice.Debt;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What channels owe by {@code source.notices}. */
public final class MongoDebts implements Function<String, Debt> {
  private static final int MOST_COUNTED = 100_000;

  /**
   * Among those that are due first: what was never tried is due since it is owed, and of what was
   * tried, which is due later, there are few while a server is away.
   */
  private static final int LOOKED_AT = 1000;

  private final MongoCollection<Document> notices;

  public MongoDebts(MongoDatabase source) {
    this.notices = NoticeDocuments.in(source);
  }

  @Override
  public Debt apply(String channel) {
    Bson owed = NoticeDocuments.owedBy(channel);
    long count = notices.countDocuments(owed, new CountOptions().limit(MOST_COUNTED));
    Instant oldest = null;
    for (Document notice :
        notices.find(owed).projection(include(OWED_AT)).sort(ascending(DUE_AT)).limit(LOOKED_AT)) {
      Instant owedAt = notice.getDate(OWED_AT).toInstant();
      oldest = oldest == null || owedAt.isBefore(oldest) ? owedAt : oldest;
    }
    return new Debt(count, oldest);
  }
}
