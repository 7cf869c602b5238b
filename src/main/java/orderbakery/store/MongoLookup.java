package orderbakery.store;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import orderbakery.component.Components;
import orderbakery.component.Lookup;
import org.bson.Document;

/** Looks into {@code presentation.<components>}. */
public final class MongoLookup implements Lookup {
  private final MongoDatabase presentation;

  /**
   * A lookup for requests.
   *
   * @param within after which it fails: the request is answered 503
   */
  public MongoLookup(MongoDatabase presentation, Duration within) {
    this.presentation = presentation.withTimeout(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Map<String, Map<String, Object>> find(
      String component, Set<String> ids, List<String> fields) {
    Map<String, Map<String, Object>> found = new HashMap<>();
    for (Document document :
        presentation
            .getCollection(Components.plural(component))
            .find(in("_id", ids))
            .projection(include(fields))) {
      found.put((String) document.remove("_id"), document);
    }
    return found;
  }
}
