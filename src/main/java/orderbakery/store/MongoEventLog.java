package orderbakery.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import orderbakery.log.EventLog;
import org.bson.Document;

/** The log in {@code source.events}. */
public final class MongoEventLog implements EventLog {
  private final MongoCollection<Document> events;

  public MongoEventLog(MongoCollection<Document> events) {
    this.events = events;
  }

  @Override
  public Top top(int partition) {
    Document last =
        events
            .find(eq("partition", partition))
            .sort(descending("sequence"))
            .projection(include("sequence", "creationTime"))
            .first();
    return last == null
        ? Top.NONE
        : new Top(last.getLong("sequence"), EventDocuments.instant(last, "creationTime"));
  }

  @Override
  public Map<String, String> digests(Collection<String> ids) {
    Map<String, String> digests = new HashMap<>();
    for (Document event : events.find(in("_id", ids)).projection(include("digest"))) {
      digests.put(event.getString("_id"), String.valueOf(event.getString("digest")));
    }
    return digests;
  }

  @Override
  public Optional<String> componentOf(String entityId) {
    Document event =
        events.find(eq("entityId", entityId)).projection(include("serviceName")).first();
    return Optional.ofNullable(event).map(it -> it.getString("serviceName"));
  }
}
