package orderbakery.flow;

import static java.util.stream.Collectors.toMap;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import orderbakery.fixtures.JsonText;
import org.apache.camel.CamelContext;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What stands still is freed by commands, and no order and no client loses anything by it. */
class ReleaseIT extends FlowTest {
  @Autowired private CamelContext camel;
  private Operator operator;

  @BeforeEach
  void callTheOperator() {
    operator = new Operator(management, stored);
  }

  @Test
  void decidesAParkedCommandAgainAndThenThoseBehindIt() {
    String id = placed();
    operator.damage(id);
    accepted(bakery.patch(id, object("note", "first")));
    accepted(bakery.cancel(id));
    accepted(bakery.patch(id, object("note", "too late")));
    String parked = operator.awaitParked(id);
    stored.awaitStatuses(id, "EXECUTED", "PARKED", "BLOCKED", "BLOCKED");
    assertThat(bakery.receipt(parked).object())
        .containsEntry("status", "PARKED")
        .containsEntry("baked", false);

    try (Listening client = bakery.listen()) {
      operator.repair(id);
      String retry = operator.retry(parked);

      List<Document> events =
          stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "EXECUTED", "REJECTED", "EXECUTED");
      assertThat(events.get(4)).containsEntry("_id", retry).containsEntry("principal", "grace");
      assertThat(bakery.receipt(parked).object())
          .containsEntry("status", "EXECUTED")
          .doesNotContainKey("problem");
      assertThat(events.subList(1, 4))
          .allSatisfy(it -> assertThat(it).containsEntry("releasedBy", retry));
      String place =
          events.get(4).getInteger("partition") + "-" + events.get(4).getLong("sequence");
      assertThat(client.awaitAbout(id, 3))
          .allSatisfy(frame -> assertThat(frame).containsEntry("position", place))
          .extracting(frame -> frame.get("type"))
          .containsExactly("order.updated", "order.cancelled", "order.rejected");
    }
    assertThat(bakery.awaitOrder(id, 3))
        .containsEntry("note", "first")
        .containsEntry("status", "CANCELLED");
  }

  @Test
  void rejectsASkippedCommandAndDecidesThoseBehindIt() {
    String id = placed();
    operator.damage(id);
    accepted(bakery.patch(id, object("note", "skipped")));
    accepted(bakery.cancel(id));
    String parked = operator.awaitParked(id);
    operator.repair(id);

    String skip = operator.skip(parked);

    List<Document> events =
        stored.awaitStatuses(id, "EXECUTED", "REJECTED", "EXECUTED", "EXECUTED");
    assertThat(events.get(1)).containsEntry("skippedBy", skip);
    assertThat(JsonText.object(bakery.receipt(parked).object(), "problem"))
        .containsEntry("type", "/problems/internal-error")
        .hasEntrySatisfying("detail", it -> assertThat((String) it).contains("repaired at night"));
    assertThat(bakery.awaitOrder(id, 2)).doesNotContainKey("note");
  }

  @Test
  void parksAgainWhatFailsAgain() {
    String id = placed();
    operator.damage(id);
    accepted(bakery.cancel(id));
    String parked = operator.awaitParked(id);

    String retry = operator.retry(parked);

    assertThat(JsonText.object(bakery.awaitReceipt(retry, "REJECTED"), "problem"))
        .containsEntry("type", "/problems/internal-error");
    assertThat(operator.parked(parked)).containsEntry("attempts", 2);
  }

  @Test
  void letsOneOfTwoInterventionsWin() throws Exception {
    String id = placed();
    operator.damage(id);
    accepted(bakery.cancel(id));
    String parked = operator.awaitParked(id);
    operator.repair(id);
    camel.getRouteController().stopRoute("execute-order-events");

    List<String> sent =
        List.of(operator.retry(parked), operator.skip(parked), operator.retry(parked));
    camel.getRouteController().startRoute("execute-order-events");

    sent.forEach(it -> stored.awaitNoLonger(it, "PENDING"));
    assertThat(operator.statuses(sent)).containsExactly("EXECUTED", "REJECTED", "REJECTED");
    assertThat(bakery.awaitOrder(id, 2)).containsEntry("status", "CANCELLED");
  }

  @Test
  void frees99CommandsOfOneOrderInTheirOrderWhileItGetsNewOnes() {
    String id = placed();
    operator.damage(id);
    for (int i = 2; i < 90; i++) {
      accepted(bakery.patch(id, object("note", "number " + i)));
    }
    String parked = operator.awaitParked(id);
    operator.repair(id);
    String retry = operator.retry(parked);
    for (int i = 90; i <= 100; i++) {
      accepted(bakery.patch(id, object("note", "number " + i)));
    }

    assertThat(bakery.awaitOrder(id, 100)).containsEntry("note", "number 100");
    bakery.awaitReceipt(retry, "EXECUTED");
    List<Document> changes = new ArrayList<>(stored.eventsOf(id));
    changes.removeIf(event -> event.getString("operation").equals("retry"));
    assertThat(changes)
        .extracting(event -> event.getLong("entityVersion"))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
  }

  @Test
  void holdsUpOneOrderOfAHundredAndNoClientMissesAnything() {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      orders.add(accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId());
    }
    orders.forEach(id -> bakery.awaitOrder(id, 1));
    String poisoned = orders.get(50);
    String token;
    try (Listening client = bakery.listen()) {
      token = client.token();
    }
    for (int version = 2; version <= 6; version++) {
      if (version == 4) {
        bakery.awaitOrder(poisoned, 3);
        operator.damage(poisoned);
      }
      for (String id : orders) {
        accepted(bakery.patch(id, object("note", "number " + version)));
      }
    }
    String parked = operator.awaitParked(poisoned);
    orders.stream().filter(id -> !id.equals(poisoned)).forEach(id -> bakery.awaitOrder(id, 6));
    assertThat(bakery.awaitOrder(poisoned, 3)).containsEntry("note", "number 3");

    operator.repair(poisoned);
    operator.retry(parked);

    bakery.awaitOrder(poisoned, 6);
    try (Listening back = bakery.listen("after=" + token)) {
      back.awaitType("feed.live");
      Map<String, Object> seen =
          orders.stream()
              .collect(toMap(id -> id, id -> back.about(id).get(0).get("entityversion")));
      assertThat(seen).hasSize(100).allSatisfy((id, version) -> assertThat(version).isEqualTo(6));
    }
  }

  @Test
  void bakesAnOrderAgainAtANewPlace() {
    String id = placed();
    Document before = stored.presentation(id);
    stored.presentation().getCollection("orders").deleteOne(new Document("_id", id));
    String token;
    try (Listening client = bakery.listen()) {
      token = client.token();
      bakery.awaitReceipt(operator.republish(id.toUpperCase(Locale.ROOT)), "EXECUTED");

      assertThat(client.awaitAbout(id, 1).get(0)).containsEntry("type", "order.created");
    }
    try (Listening back = bakery.listen("after=" + token)) {
      back.awaitType("feed.live");
      assertThat(back.about(id)).hasSize(1);
    }
    Document after = stored.presentation(id);
    assertThat(after.get("feed", Document.class).getLong("sequence"))
        .isGreaterThan(before.get("feed", Document.class).getLong("sequence"));
    after.remove("feed");
    before.remove("feed");
    assertThat(after).isEqualTo(before);

    assertThat(operator.post("/actuator/republish/00000000-0000-7000-8000-000000000000").status())
        .isEqualTo(404);
  }

  @Test
  void showsWhatIsParkedAndFreesAllOfAKind() {
    String kind = "java.lang.IllegalArgumentException";
    List<String> ids = List.of(placed(), placed());
    List<String> parked = new ArrayList<>();
    for (String id : ids) {
      operator.damage(id);
      accepted(bakery.patch(id, object("note", "soon")));
      accepted(bakery.cancel(id));
      parked.add(operator.awaitParked(id));
      stored.awaitStatuses(id, "EXECUTED", "PARKED", "BLOCKED");
    }
    Map<String, Object> shown = operator.parked(parked.get(0));
    assertThat(shown)
        .containsEntry("command", parked.get(0))
        .containsEntry("entityId", ids.get(0))
        .containsEntry("attempts", 1)
        .containsEntry("kind", kind)
        .hasEntrySatisfying("stack", it -> assertThat((String) it).contains("OrderDocument"))
        .hasEntrySatisfying("reason", it -> assertThat((String) it).contains("BROKEN"))
        .hasEntrySatisfying("payload", it -> assertThat(it.toString()).contains("soon"))
        .hasEntrySatisfying("waiting", it -> assertThat((List<?>) it).hasSize(1));
    assertThat(operator.list(kind).get("parked").toString()).contains(parked);
    assertThat(operator.list("no.such.Kind").get("parked")).isEqualTo(List.of());
    ids.forEach(operator::repair);

    assertThat(operator.all("retry", kind, true)).containsEntry("dryRun", true);
    assertThat(operator.statuses(parked)).containsOnly("PARKED");
    operator.all("retry", kind, false);

    ids.forEach(id -> bakery.awaitOrder(id, 3));
  }

  @Test
  void refusesWhatItCannotUnderstand() {
    String path = "/actuator/parked/nobody";
    assertThat(operator.post(path, "action", "retry").status()).isEqualTo(404);
    assertThat(operator.post(path, "action", "dance").status()).isEqualTo(400);
    assertThat(operator.post(path, "action", "skip", "reason", " ").text()).contains("reason");
    assertThat(management.send("GET", path).status()).isEqualTo(404);
  }

  private String placed() {
    return bakery.placed(anOrder().of(1, "Beans").body());
  }
}
