package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.OrderRequest.theOrderOfTheContract;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.JsonText;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What becomes of commands: contract.md section 1. */
class OrderCommandsIT extends FlowTest {

  @Test
  void answersACommandWith202AndNothingMore() {
    Answer answer = accepted(bakery.place(theOrderOfTheContract().body()));

    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Location")).matches("/order/[0-9a-f-]{36}");
    assertThat(answer.header("Link"))
        .isEqualTo("</command/" + answer.orderId() + ">; rel=\"monitor\"");
  }

  @Test
  void bakesTheOrderOfTheContract() {
    String id = accepted(bakery.place(theOrderOfTheContract().body())).orderId();

    Map<String, Object> order = bakery.awaitOrder(id, 1);

    Object acceptedAt = order.get("createdAt");
    assertThat((String) acceptedAt).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(order)
        .isEqualTo(
            object(
                "id",
                id,
                "version",
                1,
                "status",
                "PLACED",
                "number",
                1042,
                "reference",
                "#1030-A",
                "date",
                "2026-11-23T10:15:00Z",
                "currency",
                "EUR",
                "customer",
                object(
                    "name", "Ada Lovelace",
                    "email", "ada@example.com",
                    "phone", "+44 20 7946 0000"),
                "billingAddress",
                object(
                    "name", "Ada Lovelace",
                    "company", "Analytical Ltd",
                    "lines", List.of("12 St James's Square"),
                    "city", "London",
                    "postalCode", "SW1Y 4JH",
                    "country", "GB"),
                "shippingAddress",
                object("lines", List.of("Dock 4"), "city", "Rotterdam", "country", "NL"),
                "products",
                List.of(
                    object(
                        "sku", "BEANS-1",
                        "name", "Espresso beans 1 kg",
                        "quantity", 2,
                        "price", "12.50",
                        "discount", "1.00",
                        "tax", "4.00",
                        "total", "24.00")),
                "items",
                2,
                "subtotal",
                "24.00",
                "discount",
                "2.00",
                "shipping",
                object("name", "Parcel", "price", "4.90", "tax", "0.78"),
                "tax",
                "4.78",
                "taxIncluded",
                true,
                "total",
                "26.90",
                "note",
                "ring twice",
                "metadata",
                object("channel", "web", "utm.campaign", "autumn"),
                "createdAt",
                acceptedAt,
                "updatedAt",
                acceptedAt));
  }

  @Test
  void takesAnOrderInTheShapeOfTheOriginal() {
    Answer answer =
        accepted(
            bakery.post(
                """
                {"number":1,"date":"2019-01-01T00:00:00Z","products":[{"name":"Beans","price":12.5}]}
                """));

    Map<String, Object> order = bakery.awaitOrder(answer.orderId(), 1);

    assertThat(order).containsEntry("total", "12.50").containsEntry("items", 1);
    assertThat(order).doesNotContainKeys("note", "customer");
  }

  @Test
  void replacesTheWholeOrderByPut() {
    String id = bakery.placed(theOrderOfTheContract().body());

    Answer answer = accepted(bakery.put(id, anOrder().of(3, "Tea", "2.10").body()));

    assertThat(answer.orderId()).isEqualTo(id);
    assertThat(answer.commandId()).isNotEqualTo(id);
    assertThat(bakery.awaitOrder(id, 2))
        .containsEntry("total", "6.30")
        .containsEntry("items", 3)
        .doesNotContainKeys("note", "customer", "number");
  }

  @Test
  void changesSomeFieldsAndRemovesOthersByPatch() {
    String id = bakery.placed(theOrderOfTheContract().body());

    accepted(
        bakery.patch(id, object("note", null, "number", 7, "customer", object("email", null))));

    assertThat(bakery.awaitOrder(id, 2))
        .doesNotContainKey("note")
        .containsEntry("number", 7)
        .containsEntry("customer", Map.of("name", "Ada Lovelace", "phone", "+44 20 7946 0000"))
        .containsEntry("total", "26.90");
  }

  @Test
  void cancelsWithAReason() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());

    accepted(bakery.cancelBecause("changed my mind", id));

    assertThat(bakery.awaitOrder(id, 2))
        .containsEntry("status", "CANCELLED")
        .containsEntry("cancelReason", "changed my mind");
  }

  @Test
  void cancelsWithoutABody() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());

    accepted(bakery.cancel(id));

    assertThat(bakery.awaitOrder(id, 2))
        .containsEntry("status", "CANCELLED")
        .doesNotContainKey("cancelReason");
  }

  @Test
  void deletesAnOrderAndKeepsItsHistory() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());

    accepted(bakery.delete(id));

    bakery.awaitGone(id);
    assertThat(bakery.get(id).object()).containsEntry("type", "/problems/order-deleted");
    assertThat(bakery.send("GET", "/order?limit=200").array())
        .extracting(order -> order.get("id"))
        .doesNotContain(id);
    assertThat(stored.awaitStatuses(id, "EXECUTED", "EXECUTED"))
        .extracting(event -> event.getString("operation"))
        .containsExactly("create", "delete");
  }

  @Test
  void rejectsAChangeOfACancelledOrder() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    accepted(bakery.cancel(id));

    Answer late = accepted(bakery.put(id, anOrder().of(2, "Beans").body()));

    stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "REJECTED");
    assertThat(stored.event(late.commandId()).get("problem", Document.class))
        .containsEntry("type", "/problems/order-not-changeable")
        .containsEntry("status", 409);
    assertThat(bakery.awaitOrder(id, 2)).containsEntry("items", 1);
  }

  @Test
  void answersTheStoredDocumentFieldByField() {
    String id = bakery.placed(theOrderOfTheContract().body());

    Document document = stored.presentation(id);
    List.of("_id", "feed", "deleted").forEach(document::remove);

    Map<String, Object> order = bakery.get(id).object();
    assertThat(order).isEqualTo(JsonText.object(document.toJson()));
    assertThat(order.keySet()).containsExactlyElementsOf(document.keySet());
    assertThat(bakery.send("GET", "/order?limit=200").array()).contains(order);
  }

  @Test
  void recordsWhoHasDoneWhatAndWhen() {
    Answer answer = accepted(bakery.place(anOrder().of(1, "Beans").body()));

    Document event = stored.awaitStatuses(answer.orderId(), "EXECUTED").get(0);

    assertThat(event)
        .containsEntry("_id", answer.commandId())
        .containsEntry("serviceName", "order")
        .containsEntry("operation", "create")
        .containsEntry("executedBy", "orders-events-manager-0")
        .containsEntry("entityVersion", 1L);
    assertThat(event.getDate("creationTime")).isAfterOrEqualTo(event.getDate("acceptedAt"));
    assertThat(event.getDate("executionTime")).isAfterOrEqualTo(event.getDate("creationTime"));
    assertThat(event.getString("digest")).matches("[0-9a-f]{64}");
  }

  @Test
  void readsIdsInEitherCaseAndWritesThemInLowerCase() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    String upper = id.toUpperCase(Locale.ROOT);

    Answer changed = accepted(bakery.patch(upper, object("note", "soon"), "Idempotency-Key", id));
    Answer repeated = accepted(bakery.patch(id, object("note", "soon"), "Idempotency-Key", id));

    assertThat(changed.orderId()).isEqualTo(id);
    assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    bakery.awaitOrder(id, 2);
    assertThat(bakery.get(upper).object()).containsEntry("id", id).containsEntry("version", 2);
    assertThat(bakery.send("GET", "/order/" + upper + "/events").array()).hasSize(2);
    String command = changed.commandId().toUpperCase(Locale.ROOT);
    assertThat(bakery.receipt(command).object()).containsEntry("id", changed.commandId());
    accepted(bakery.cancel(upper));
    bakery.awaitOrder(id, 3);
    accepted(bakery.delete(upper));
    bakery.get("no-such-order").assertProblem(404, "unknown-order");
    bakery.cancel("no-such-order").assertProblem(404, "unknown-order");
  }
}
