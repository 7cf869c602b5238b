package orderbakery.config;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import orderbakery.component.Times;
import orderbakery.store.StoreFailure;
import org.bson.Document;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Whether the store takes writes. A primary that has lost its majority, or its disk, answers every
 * question.
 */
final class StoreHealth implements HealthIndicator {
  private static final int WITHIN_SECONDS = 3;

  private static final String STORE = "MongoDB";

  private final MongoCollection<Document> readiness;
  private final Since since;

  StoreHealth(MongoDatabase source, Since since) {
    this.since = since;
    readiness = source.withTimeout(WITHIN_SECONDS, SECONDS).getCollection("readiness");
  }

  @Override
  public Health health() {
    try {
      readiness.updateOne(eq("_id", "asked"), inc("count", 1), new UpdateOptions().upsert(true));
      since.over(STORE);
      return Health.up().build();
    } catch (MongoException e) {
      String why = StoreFailure.of(e).map(StoreFailure::why).orElseGet(e::getMessage);
      String sentence =
          "%s takes no writes, seen since %s: %s; look at rs.status() and its disk, and at the log."
              .formatted(STORE, Times.text(since.of(STORE)), why);
      return Health.down().withDetail("complaint", why).withDetail("sentence", sentence).build();
    }
  }
}
