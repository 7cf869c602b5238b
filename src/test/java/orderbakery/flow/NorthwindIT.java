package orderbakery.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** 830 real orders with known sums, see demo/README.md. */
class NorthwindIT extends FlowTest {
  private static final int AT_ONCE = 16;

  @Test
  void bakesAllOrdersOnceToTheCent() throws Exception {
    try (Listening client = bakery.listen()) {
      Set<String> placed = new HashSet<>(placeAll());
      assertThat(placed).hasSize(830);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(created(client, placed)).hasSize(830));

      List<Map<String, Object>> listed =
          bakery.pages("/order?limit=200").stream()
              .flatMap(List::stream)
              .filter(order -> placed.contains(order.get("id")))
              .toList();
      assertThat(listed).extracting(order -> order.get("id")).hasSize(830).containsAll(placed);
      assertThat(listed.stream().map(NorthwindIT::total).reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualTo("1354458.59");
      assertThat(listed.stream().mapToInt(order -> (Integer) order.get("items")).sum())
          .isEqualTo(51317);
      assertThat(created(client, placed)).doesNotHaveDuplicates();
      assertThat(stored.eventsOf(placed)).isEqualTo(830);
      stored.assertNoHole();
    }
  }

  private List<String> placeAll() throws IOException, InterruptedException, ExecutionException {
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (String order : Files.readAllLines(Path.of("demo", "northwind-orders.jsonl"))) {
        answers.add(clients.submit(() -> Bakery.accepted(bakery.post(order)).orderId()));
      }
      List<String> ids = new ArrayList<>();
      for (Future<String> answer : answers) {
        ids.add(answer.get());
      }
      return ids;
    } finally {
      clients.shutdown();
    }
  }

  /** The orders of this run that the client was told of as new. */
  private static List<String> created(Listening client, Set<String> placed) {
    return client.frames().stream()
        .filter(frame -> "order.created".equals(frame.get("type")))
        .map(frame -> (String) frame.get("subject"))
        .filter(placed::contains)
        .toList();
  }

  private static BigDecimal total(Map<String, Object> order) {
    return new BigDecimal((String) order.get("total"));
  }
}
