package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.List;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.beans.factory.annotation.Autowired;

/** Messages come twice, late and in another order: I2 and I3 hold. */
class RedeliveryIT extends FlowTest {
  private static final String COMMANDS = "platform-events-scheduler";
  private static final String FACTS = "data-source";

  @Autowired private CamelContext camel;
  @Autowired private MongoDatabase presentationDatabase;

  @Test
  void executesACommandOnceThoughItComesAgain() {
    try (Listening client = bakery.listen()) {
      String queue = wire.bind(COMMANDS, "platform-event.schedule.*");
      String id = bakery.placed(anOrder().of(1, "Beans").body());
      accepted(bakery.patch(id, object("note", "soon")));
      bakery.awaitOrder(id, 2);
      List<Message> commands = wire.next(queue, id, 2);

      wire.repeat(List.of(commands.get(1), commands.get(0), commands.get(1)));

      assertThreeVersionsAfterACancellation(id, client);
    }
  }

  @Test
  void executesACommandOnceThatIsTwiceInOneBatch() throws Exception {
    try (Listening client = bakery.listen()) {
      String queue = wire.bind(COMMANDS, "platform-event.schedule.*");
      camel.getRouteController().stopRoute("write-events");
      String id = accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId();
      accepted(bakery.patch(id, object("note", "soon")));
      List<Message> commands = wire.next(queue, id, 2);

      wire.repeat(List.of(commands.get(1), commands.get(0), commands.get(0)));
      camel.getRouteController().startRoute("write-events");

      assertThreeVersionsAfterACancellation(id, client);
    }
  }

  @Test
  void neverLetsAPresentationGoBack() {
    try (Listening client = bakery.listen()) {
      String queue = wire.bind(FACTS, "order.*.*");
      String id = bakery.placed(anOrder().of(1, "Beans").body());
      accepted(bakery.patch(id, object("note", "soon")));
      bakery.awaitOrder(id, 2);
      List<Message> facts = wire.next(queue, id, 2);

      wire.repeat(List.of(facts.get(0), facts.get(1), facts.get(1), facts.get(0)));

      assertThreeVersionsAfterACancellation(id, client);
    }
  }

  @Test
  void keepsTheNewestVersionWhenAnOlderOneComesAfterIt() {
    String queue = wire.bind(FACTS, "order.*.*");
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    accepted(bakery.patch(id, object("note", "soon")));
    bakery.awaitOrder(id, 2);
    List<Message> facts = wire.next(queue, id, 2);
    presentationDatabase.getCollection("orders").deleteOne(Filters.eq("_id", id));

    wire.repeat(List.of(facts.get(1), facts.get(0)));

    assertThat(bakery.awaitOrder(id, 2)).containsEntry("note", "soon");
    accepted(bakery.cancel(id));
    assertThat(bakery.awaitOrder(id, 3)).containsEntry("note", "soon");
  }

  @Test
  void tellsEachVersionThoughOneBatchHoldsThemAll() throws Exception {
    try (Listening client = bakery.listen()) {
      camel.getRouteController().stopRoute("bake-orders");
      String id = accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId();
      accepted(bakery.patch(id, object("note", "soon")));
      stored.awaitStatuses(id, "EXECUTED", "EXECUTED");

      camel.getRouteController().startRoute("bake-orders");

      assertThreeVersionsAfterACancellation(id, client);
    }
  }

  /** The cancellation stands in line behind whatever was repeated. */
  private void assertThreeVersionsAfterACancellation(String id, Listening client) {
    accepted(bakery.cancel(id));

    assertThat(bakery.awaitOrder(id, 3)).containsEntry("note", "soon");
    assertThat(client.awaitAbout(id, 3))
        .extracting(frame -> frame.get("entityversion"))
        .containsExactly(1, 2, 3);
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "EXECUTED");
    stored.assertNoHole();
  }
}
