package orderbakery.config;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
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

  private final MongoCollection<Document> readiness;

  StoreHealth(MongoDatabase source) {
    readiness = source.withTimeout(WITHIN_SECONDS, SECONDS).getCollection("readiness");
  }

  @Override
  public Health health() {
    try {
      readiness.updateOne(eq("_id", "asked"), inc("count", 1), new UpdateOptions().upsert(true));
      return Health.up().build();
    } catch (MongoException e) {
      String why = StoreFailure.of(e).map(StoreFailure::why).orElseGet(e::getMessage);
      return Health.down().withDetail("complaint", why).build();
    }
  }
}
