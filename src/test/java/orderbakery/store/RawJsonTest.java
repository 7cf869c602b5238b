package orderbakery.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RawJsonTest {
  private static final ObjectMapper READER = new ObjectMapper();
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          0,
          -7,
          Integer.MAX_VALUE,
          Long.MIN_VALUE,
          9_007_199_254_740_993L,
          0.1,
          1e300,
          -0.0,
          Double.NaN,
          Double.NEGATIVE_INFINITY,
          "",
          "crème \"brûlée\" \\ / \b\f\n\r\t \u0001 \u2028 \uD83E\uDD50",
          new BsonDateTime(0),
          new ObjectId("65f000000000000000000001"),
          Decimal128.parse("12.50"));

  @Test
  void writesTheFieldsInTheirOrder() {
    Document order =
        new Document("id", "7").append("total", "12.50").append("items", List.of(Map.of("n", 1L)));

    assertThat(new String(new RawJson().json(order), UTF_8))
        .isEqualTo("{\"id\":\"7\",\"total\":\"12.50\",\"items\":[{\"n\":1}]}");
  }

  /** The writer of the driver is slow, and right. */
  @RepeatedTest(200)
  void saysWhatTheDriverSays() throws JsonProcessingException {
    long seed = new Random().nextLong();
    Document document = document(new Random(seed), 4);

    assertThat(read(new String(new RawJson().json(document), UTF_8)))
        .as("seed %s", seed)
        .isEqualTo(read(document.toJson(RELAXED)));
  }

  private static JsonNode read(String json) throws JsonProcessingException {
    return READER.readTree(json);
  }

  private static Document document(Random random, int depth) {
    Document document = new Document();
    for (int i = random.nextInt(6); i > 0; i--) {
      document.append("field " + i + " \"é", value(random, depth));
    }
    return document;
  }

  private static Object value(Random random, int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return VALUES.get(random.nextInt(VALUES.size()));
    }
    if (random.nextBoolean()) {
      return document(random, depth - 1);
    }
    List<Object> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(value(random, depth - 1));
    }
    return elements;
  }
}
