package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.OrderRequest.theOrderOfTheContract;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.JsonText;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What clients of the websocket hear: contract.md section 2. */
class FeedIT extends FlowTest {

  @Test
  void greetsAClientFirst() {
    try (Listening client = bakery.listen()) {
      bakery.placed(anOrder().of(1, "Beans").body());

      Map<String, Object> hello = client.frames().get(0);
      assertThat(hello)
          .containsOnlyKeys("type", "token", "resumed", "heartbeatSeconds")
          .containsEntry("type", "feed.hello")
          .containsEntry("resumed", false)
          .containsEntry("heartbeatSeconds", 25);
      assertThat((String) hello.get("token")).matches("[A-Za-z0-9._~-]{1,512}");
    }
  }

  @Test
  void tellsOfANewOrderWithAllThatIsKnown() {
    try (Listening client = bakery.listen()) {
      String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      byte[] order = JsonText.of(theOrderOfTheContract().body());

      Answer answer =
          accepted(
              bakery.post(order, "Content-Type", "application/json", "traceparent", traceparent));

      String id = answer.orderId();
      Map<String, Object> frame = client.awaitAbout(id, 1).get(0);
      Document event = stored.awaitStatuses(id, "EXECUTED").get(0);
      assertThat((String) frame.get("token")).matches("[A-Za-z0-9._~-]{1,512}");
      assertThat(frame)
          .isEqualTo(
              object(
                  "specversion",
                  "1.0",
                  "id",
                  answer.commandId(),
                  "source",
                  "/order-bakery",
                  "type",
                  "order.created",
                  "subject",
                  id,
                  "time",
                  event.getDate("executionTime").toInstant().toString(),
                  "datacontenttype",
                  "application/json",
                  "position",
                  event.get("partition") + "-" + event.get("sequence"),
                  "entityversion",
                  1,
                  "traceparent",
                  traceparent,
                  "token",
                  frame.get("token"),
                  "data",
                  bakery.get(id).object()));
    }
  }

  /** The customer's first scenario: insert, hear, read. */
  @Test
  void showsReadersANewOrderOnceAClientHasHeardOfIt() {
    try (Listening client = bakery.listen()) {
      String id = accepted(bakery.place(theOrderOfTheContract().body())).orderId();

      Object heard = client.awaitAbout(id, 1).get(0).get("data");

      assertThat(bakery.get(id).object()).isEqualTo(heard);
      assertThat(bakery.send("GET", "/order").array()).contains(bakery.get(id).object());
    }
  }

  /** The customer's second scenario: update, hear, read. */
  @Test
  void showsReadersAChangeOnceAClientHasHeardOfIt() {
    String id = bakery.placed(theOrderOfTheContract().body());
    try (Listening client = bakery.listen()) {
      accepted(bakery.put(id, anOrder().of(7, "Tea").body()));

      Object heard = client.awaitAbout(id, 1).get(0).get("data");

      assertThat(bakery.get(id).object()).isEqualTo(heard).containsEntry("items", 7);
      assertThat(bakery.send("GET", "/order").array()).contains(bakery.get(id).object());
    }
  }

  @Test
  void tellsOfEveryChangeInOrderOfVersion() {
    try (Listening client = bakery.listen()) {
      String id = accepted(bakery.place(theOrderOfTheContract().body())).orderId();
      accepted(bakery.put(id, anOrder().of(2, "Beans").body()));
      accepted(bakery.patch(id, object("note", "soon")));
      accepted(bakery.cancel(id));
      Answer rejected = accepted(bakery.put(id, anOrder().of(3, "Beans").body()));
      accepted(bakery.delete(id));

      List<Map<String, Object>> frames = client.awaitAbout(id, 6);

      assertThat(frames)
          .extracting(frame -> frame.get("type"))
          .containsExactly(
              "order.created",
              "order.updated",
              "order.updated",
              "order.cancelled",
              "order.rejected",
              "order.deleted");
      assertThat(frames)
          .extracting(frame -> frame.get("entityversion"))
          .containsExactly(1, 2, 3, 4, 4, 5);
      assertThat(frames).extracting(frame -> frame.get("token")).doesNotHaveDuplicates();
      assertThat(frames.get(4)).containsEntry("id", rejected.commandId());
      assertThat(frames.get(5))
          .containsEntry("data", object("id", id, "version", 5, "status", "DELETED"));
    }
  }

  @Test
  void tellsWhyACommandWasRejected() {
    try (Listening client = bakery.listen()) {
      String id = bakery.placed(anOrder().of(1, "Beans").body());
      accepted(bakery.cancel(id));

      accepted(bakery.put(id, anOrder().of(2, "Beans").body()));

      Map<String, Object> frame = client.awaitAbout(id, 3).get(2);
      assertThat(frame).containsEntry("type", "order.rejected");
      assertThat(JsonText.object(frame, "data"))
          .containsEntry("type", "/problems/order-not-changeable")
          .containsEntry("status", 409)
          .containsEntry("entityId", id)
          .containsEntry("operation", "update")
          .containsKeys("title", "detail");
    }
  }

  @Test
  void tellsAllClientsTheSame() {
    try (Listening one = bakery.listen();
        Listening two = bakery.listen();
        Listening three = bakery.listen()) {
      List<String> ids =
          List.of(
              bakery.placed(anOrder().of(1, "Beans").body()),
              bakery.placed(anOrder().of(2, "Tea").body()));
      ids.forEach(bakery::cancel);

      ids.forEach(
          id -> {
            List<Map<String, Object>> heard = one.awaitAbout(id, 2);
            assertThat(heard).hasSize(2);
            assertThat(two.awaitAbout(id, 2)).isEqualTo(heard);
            assertThat(three.awaitAbout(id, 2)).isEqualTo(heard);
          });
    }
  }
}
