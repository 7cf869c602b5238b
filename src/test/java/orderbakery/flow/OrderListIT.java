package orderbakery.flow;

import static java.util.Collections.reverse;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders page by page, newest first. */
class OrderListIT extends FlowTest {

  @Test
  void leadsThroughAllOrdersByItsLinks() {
    List<String> placed = new ArrayList<>();
    for (int number = 1; number <= 25; number++) {
      placed.add(bakery.place(anOrder().of(1, "Beans").with("number", number).body()).orderId());
    }
    placed.forEach(id -> bakery.awaitOrder(id, 1));

    List<List<Map<String, Object>>> pages = bakery.pages("/order?limit=10");

    List<String> listed =
        pages.stream().flatMap(List::stream).map(order -> (String) order.get("id")).toList();
    assertThat(listed).doesNotHaveDuplicates();
    assertThat(pages.subList(0, pages.size() - 1)).allSatisfy(page -> assertThat(page).hasSize(10));
    reverse(placed);
    assertThat(listed.subList(0, placed.size())).isEqualTo(placed);
  }

  @Test
  void keepsTheStatusFromPageToPage() {
    List<String> cancelled = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String id = bakery.placed(anOrder().of(1, "Beans").body());
      bakery.placed(anOrder().of(1, "Tea").body());
      bakery.cancel(id);
      bakery.awaitOrder(id, 2);
      cancelled.add(id);
    }

    List<Map<String, Object>> listed =
        bakery.pages("/order?status=CANCELLED&limit=1").stream().flatMap(List::stream).toList();

    assertThat(listed).extracting(order -> order.get("status")).containsOnly("CANCELLED");
    assertThat(listed).extracting(order -> (String) order.get("id")).containsAll(cancelled);
  }
}
