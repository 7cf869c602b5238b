package orderbakery.order;

import static orderbakery.order.OrderEvents.ID;
import static orderbakery.order.OrderEvents.ORDERS;
import static orderbakery.order.OrderEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The orders of {@code demo/}, whose sums are known from elsewhere. */
class NorthwindTest {

  private static final Path ORDERS_FILE = Path.of("demo", "northwind-orders.jsonl");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void meetsTheKnownSums() throws IOException {
    List<Map<String, Object>> views =
        Files.readAllLines(ORDERS_FILE).stream()
            .map(line -> ORDERS.bake(ID, 1, placed(parse(line))))
            .toList();

    assertThat(views).hasSize(830);
    assertThat(views.stream().mapToInt(view -> ((List<?>) view.get("products")).size()).sum())
        .isEqualTo(2_155);
    assertThat(views.stream().mapToLong(view -> (Long) view.get("items")).sum()).isEqualTo(51_317);
    assertThat(views.stream().map(NorthwindTest::total).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualTo("1354458.59");
  }

  private static BigDecimal total(Map<String, Object> view) {
    return new BigDecimal((String) view.get("total"));
  }

  private static Map<String, Object> parse(String line) {
    try {
      return JSON.readValue(line, new TypeReference<>() {});
    } catch (JsonProcessingException unreadable) {
      throw new AssertionError(line, unreadable);
    }
  }
}
