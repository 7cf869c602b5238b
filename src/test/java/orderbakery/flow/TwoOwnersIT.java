package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import orderbakery.broker.RoomMessage;
import orderbakery.execute.Execution;
import orderbakery.execute.Executor;
import orderbakery.message.FactMessages;
import orderbakery.store.Backlogs;
import orderbakery.store.EntityDocuments;
import orderbakery.store.MarkDocuments;
import org.apache.camel.CamelContext;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** Two processes own a partition at once, and one of them is late: I7. */
class TwoOwnersIT extends FlowTest {
  private static final String MANAGER = "execute-order-events";

  @Autowired private CamelContext camel;
  @Autowired private MongoDatabase sourceDatabase;

  @Autowired
  @Qualifier("order-backlogs")
  private Backlogs backlogs;

  @Autowired
  @Qualifier("order-executor")
  private Executor<?> executor;

  @Autowired private EntityDocuments entityDocuments;
  @Autowired private FactMessages factMessages;

  @Test
  void refusesTheOrdersOfAManagerThatPausedBeforeItWrote() throws Exception {
    String id = pending();
    Execution late = executeAlone(id);
    camel.getRouteController().startRoute(MANAGER);
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED");
    Document written = stored.order(id);

    assertThatThrownBy(() -> write(late))
        .isInstanceOf(MongoBulkWriteException.class)
        .satisfies(e -> assertThat(codesOf((MongoBulkWriteException) e)).containsExactly(11000));

    assertThat(stored.order(id)).isEqualTo(written);
  }

  @Test
  void refusesTheChangeOfAManagerThatReadAnOlderVersion() throws Exception {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    stored.awaitStatuses(id, "EXECUTED");
    camel.getRouteController().stopRoute(MANAGER);
    accepted(bakery.patch(id, object("note", "soon")));
    stored.awaitStatuses(id, "EXECUTED", "PENDING");
    Execution late = executeAlone(id);
    camel.getRouteController().startRoute(MANAGER);
    bakery.awaitOrder(id, 2);
    Document written = stored.order(id);

    assertThatThrownBy(() -> write(late)).isInstanceOf(MongoBulkWriteException.class);

    assertThat(stored.order(id)).isEqualTo(written);
  }

  @Test
  void hearsNothingNewFromAManagerThatPausedAfterItWrote() throws Exception {
    try (Listening client = bakery.listen()) {
      String id = pending();
      Execution late = executeAlone(id);
      write(late);
      camel.getRouteController().startRoute(MANAGER);
      List<Document> marked = stored.awaitStatuses(id, "EXECUTED", "EXECUTED");

      wire.publish("data-source", factMessages.write(late).toArray(RoomMessage[]::new));
      mark(late);

      accepted(bakery.cancel(id));
      bakery.awaitOrder(id, 3);
      assertThat(client.awaitAbout(id, 3))
          .extracting(frame -> frame.get("entityversion"))
          .containsExactly(1, 2, 3);
      assertThat(stored.eventsOf(id).subList(0, 2)).isEqualTo(marked);
    }
  }

  @Test
  void tellsNoClientOfAnOlderVersionThatABakerSendsLate() {
    try (Listening client = bakery.listen()) {
      String queue = wire.bind("orders-socket", "order.#");
      String id = bakery.placed(anOrder().of(1, "Beans").body());
      accepted(bakery.patch(id, object("note", "soon")));
      List<Message> frames = wire.next(queue, id, 2);

      wire.repeat(List.of(frames.get(1), frames.get(0)));

      accepted(bakery.cancel(id));
      assertThat(client.awaitAbout(id, 3))
          .extracting(frame -> frame.get("entityversion"))
          .containsExactly(1, 2, 3);
    }
  }

  /** A new order and its update, which no manager has read yet. */
  private String pending() throws Exception {
    camel.getRouteController().stopRoute(MANAGER);
    String id = accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId();
    accepted(bakery.patch(id, object("note", "soon")));
    stored.awaitStatuses(id, "PENDING", "PENDING");
    return id;
  }

  /** What another manager makes of the partition of an order, before it writes. */
  private Execution executeAlone(String id) {
    int partition = stored.eventsOf(id).get(0).getInteger("partition");
    return executor.execute(backlogs.read(List.of(partition)));
  }

  private void write(Execution execution) {
    sourceDatabase.getCollection("orders").bulkWrite(entityDocuments.write(execution));
  }

  private void mark(Execution execution) {
    MongoCollection<Document> events = sourceDatabase.getCollection("events");
    events.bulkWrite(new MarkDocuments("another-manager").ended(execution));
  }

  private static List<Integer> codesOf(MongoBulkWriteException failure) {
    return failure.getWriteErrors().stream().map(error -> error.getCode()).toList();
  }
}
