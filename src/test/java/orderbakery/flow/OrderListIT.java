package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.reverse;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.OrderRequest;
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

  /** 58 KB of each: 200 of them would be 11 MB. */
  @Test
  void endsAPageThatHasBecomeLong() {
    OrderRequest large = anOrder();
    for (int line = 0; line < 350; line++) {
      large.of(1, "x".repeat(100));
    }
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      placed.add(bakery.place(large.body()).orderId());
    }
    placed.forEach(id -> bakery.awaitOrder(id, 1));

    Answer first = bakery.send("GET", "/order?limit=200");

    assertThat(first.text().length()).isBetween(3_500_000, 4 * 1024 * 1024);
    List<String> listed = new ArrayList<>();
    for (String next = "/order?limit=200"; next != null && !listed.containsAll(placed); ) {
      Answer page = bakery.send("GET", next);
      page.array().forEach(order -> listed.add((String) order.get("id")));
      next = page.next();
    }
    assertThat(listed).doesNotHaveDuplicates().containsAll(placed);

    placed.forEach(id -> accepted(bakery.delete(id))); // others list orders after this test
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

  @Test
  void findsOrdersByTheirReferenceFromPageToPage() {
    List<String> meant = new ArrayList<>();
    String reference = "W 7&" + UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      meant.add(bakery.placed(anOrder().of(1, "Beans").with("reference", reference).body()));
      bakery.placed(anOrder().of(1, "Tea").with("reference", reference + "0").body());
      bakery.placed(anOrder().of(1, "Tea").body());
    }
    bakery.cancel(meant.get(0), "Prefer", "wait=10");
    String asked = "/order?limit=1&reference=" + URLEncoder.encode(reference, UTF_8);

    List<Map<String, Object>> all = bakery.pages(asked).stream().flatMap(List::stream).toList();
    List<Map<String, Object>> placed =
        bakery.pages(asked + "&status=PLACED").stream().flatMap(List::stream).toList();

    reverse(meant);
    assertThat(all).extracting(order -> (String) order.get("id")).isEqualTo(meant);
    assertThat(placed).extracting(order -> (String) order.get("id")).isEqualTo(meant.subList(0, 2));
    assertThat(bakery.send("GET", "/order?reference=").status()).isEqualTo(400);
  }

  @Test
  void showsEveryOrderOnceWhileOthersComeAndChange() {
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      before.add(bakery.placed(anOrder().of(1, "Beans").body()));
    }

    List<String> listed = new ArrayList<>();
    for (String next = "/order?limit=5"; next != null; ) {
      Answer page = bakery.send("GET", next);
      page.array().forEach(order -> listed.add((String) order.get("id")));
      next = page.next();
      bakery.placed(anOrder().of(1, "Tea").body());
      String changed = before.get(listed.size() % before.size());
      bakery.patch(changed, object("note", "page " + listed.size()), "Prefer", "wait=10");
      if (listed.containsAll(before)) {
        break; // a real server may hold many older ones
      }
    }

    assertThat(listed).doesNotHaveDuplicates().containsAll(before);
  }

  @Test
  void leadsThroughTheHistoryOfAnOrder() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    bakery.patch(id, object("note", "ring twice"), "Prefer", "wait=10");
    bakery.patch(id, object("note", "too early"), "Prefer", "wait=10", "If-Match", "\"v9\"");
    bakery.delete(id, "Prefer", "wait=10");
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "REJECTED", "EXECUTED");

    List<List<Map<String, Object>>> pages = bakery.pages("/order/" + id + "/events?limit=3");
    Answer behind = bakery.send("GET", "/order/" + id + "/events?after=999999999999");

    assertThat(behind.array()).isEmpty();
    assertThat(pages).extracting(List::size).containsExactly(3, 1);
    List<Map<String, Object>> events = pages.stream().flatMap(List::stream).toList();
    assertThat(events)
        .extracting(event -> event.get("operation"))
        .containsExactly("create", "update", "update", "delete");
    assertThat(events).extracting(event -> event.get("entityVersion")).containsExactly(1, 2, 2, 3);
    assertThat(events.get(0)).containsEntry("id", id).doesNotContainKey("problem");
    assertThat(events.get(1).get("payload"))
        .isEqualTo(object("patch", object("note", "ring twice")));
    assertThat(events.get(2).get("problem"))
        .hasFieldOrPropertyWithValue("type", "/problems/version-mismatch");
    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(event)
                    .containsKeys("acceptedAt", "creationTime", "executionTime", "executedBy"));
  }

  @Test
  void hasNoHistoryOfAnOrderThatNeverWas() {
    bakery
        .send("GET", "/order/" + UUID.randomUUID() + "/events")
        .assertProblem(404, "unknown-order");
    bakery
        .send("GET", "/order/" + UUID.randomUUID() + "/events?after=1")
        .assertProblem(404, "unknown-order");
    bakery
        .send("GET", "/order/" + UUID.randomUUID() + "/events?after=x")
        .assertProblem(400, "malformed-request");
  }
}
