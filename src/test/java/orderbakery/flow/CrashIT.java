package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** A process dies between any two effects of a batch: I1, I2, I3 and I6 hold. */
@Import(Crashes.class)
@DirtiesContext
class CrashIT extends FlowTest {
  private static final String WRITER = "write-events";
  private static final String MANAGER = "execute-order-events";
  private static final String BAKER = "bake-orders";

  @Autowired private Crashes crashes;
  @Autowired private CamelContext camel;
  @Autowired private MongoDatabase sourceDatabase;

  @ParameterizedTest
  @ValueSource(strings = {"insert-events", "publish-signals"})
  void writesEachEventOnceThoughTheWriterDies(String step) throws Exception {
    camel.getRouteController().stopRoute(WRITER);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId());
    }

    crashes.after(step);
    camel.getRouteController().startRoute(WRITER);

    ids.forEach(id -> assertThat(bakery.awaitOrder(id, 1)).containsEntry("items", 1));
    assertThat(crashes.haveCome()).isTrue();
    ids.forEach(id -> stored.awaitStatuses(id, "EXECUTED"));
    stored.assertNoHole();
  }

  @ParameterizedTest
  @ValueSource(strings = {"order-write-entities", "order-publish-facts", "order-mark-events"})
  void executesEachEventOnceThoughTheManagerDies(String step) throws Exception {
    try (Listening client = bakery.listen()) {
      String id = fourPending();

      crashes.after(step);
      camel.getRouteController().startRoute(MANAGER);

      assertOneEffectOfEach(id, client);
    }
  }

  @Test
  void executesEachEventOnceThoughTheManagerDiesWhileItMarks() throws Exception {
    try (Listening client = bakery.listen()) {
      String id = fourPending();

      crashes.amid("order-mark-events", this::markTwo);
      camel.getRouteController().startRoute(MANAGER);

      assertOneEffectOfEach(id, client);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"order-upsert-presentations", "order-publish-frames"})
  void tellsEachVersionThoughTheBakerDies(String step) throws Exception {
    try (Listening client = bakery.listen()) {
      camel.getRouteController().stopRoute(BAKER);
      String id = accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId();
      accepted(bakery.patch(id, object("note", "soon")));
      stored.awaitStatuses(id, "EXECUTED", "EXECUTED");

      crashes.after(step);
      camel.getRouteController().startRoute(BAKER);

      assertThat(client.awaitAbout(id, 2))
          .extracting(frame -> frame.get("type"))
          .containsExactly("order.created", "order.updated");
      await().atMost(PATIENCE).until(crashes::haveCome);
      bakery.awaitOrder(id, 2);
    }
  }

  /** A create, an update, a cancel and an update too late, of one order; the manager is away. */
  private String fourPending() throws Exception {
    camel.getRouteController().stopRoute(MANAGER);
    String id = accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId();
    accepted(bakery.patch(id, object("note", "soon")));
    accepted(bakery.cancel(id));
    accepted(bakery.put(id, anOrder().of(9, "Tea").body()));
    stored.awaitStatuses(id, "PENDING", "PENDING", "PENDING", "PENDING");
    return id;
  }

  private void assertOneEffectOfEach(String id, Listening client) {
    List<Map<String, Object>> frames = client.awaitAbout(id, 4);
    assertThat(crashes.haveCome()).isTrue();
    assertThat(frames)
        .extracting(frame -> frame.get("type") + " " + frame.get("entityversion"))
        .containsExactly(
            "order.created 1", "order.updated 2", "order.cancelled 3", "order.rejected 3");
    assertThat(stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "EXECUTED", "REJECTED"))
        .extracting(event -> event.getLong("entityVersion"))
        .containsExactly(1L, 2L, 3L, 3L);
    assertThat(stored.order(id)).containsEntry("version", 3L);
    assertThat(bakery.awaitOrder(id, 3)).containsEntry("items", 1).containsEntry("note", "soon");
  }

  @SuppressWarnings("unchecked") // what the step itself would write
  private void markTwo(Exchange batch) {
    List<WriteModel<Document>> marks = batch.getVariable("marks", List.class);
    assertThat(marks).hasSizeGreaterThan(2);
    MongoCollection<Document> events = sourceDatabase.getCollection("events");
    events.bulkWrite(marks.subList(0, 2));
  }
}
