package orderbakery.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Documents as JSON, field by field as they are stored. */
public final class RawJson {
  private static final JsonWriterSettings PLAIN =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  /** One document. */
  public String one(Map<String, Object> document) {
    return new Document(document).toJson(PLAIN);
  }

  /** An array of documents. */
  public String many(List<Map<String, Object>> documents) {
    return documents.stream().map(this::one).collect(Collectors.joining(",", "[", "]"));
  }
}
