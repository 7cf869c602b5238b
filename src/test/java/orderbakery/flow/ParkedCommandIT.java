package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A decision that fails waits for an operator, and only its order waits with it. */
class ParkedCommandIT extends FlowTest {
  @Autowired private CommandMessages commands;

  @Test
  void holdsUpOneOrderAndNoOther() {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    String neighbour = neighbourOf(id);

    String exploding = explode(id);
    accepted(bakery.patch(id, object("note", "waits")));
    accepted(bakery.patch(neighbour, object("note", "goes on")));

    bakery.awaitOrder(neighbour, 2);
    stored.awaitStatuses(id, "EXECUTED", "PARKED", "BLOCKED");
    assertThat(stored.event(exploding))
        .containsEntry("attempts", 1)
        .doesNotContainKey("executionTime");
    assertThat(stored.event(exploding).get("problem", Document.class))
        .containsEntry("type", "/problems/internal-error")
        .doesNotContainValue("explode");
    assertThat(stored.event(exploding).get("fault", Document.class).getString("message"))
        .contains("explode");

    accepted(bakery.cancel(id));
    accepted(bakery.cancel(neighbour));

    bakery.awaitOrder(neighbour, 3);
    stored.awaitStatuses(id, "EXECUTED", "PARKED", "BLOCKED", "BLOCKED");
    assertThat(bakery.awaitOrder(id, 1)).doesNotContainKey("note");
  }

  private String explode(String orderId) {
    String id = UUID.randomUUID().toString();
    wire.publish(
        "platform-events-scheduler",
        commands.write(
            new ScheduledCommand(
                id,
                orderId,
                "order",
                "explode",
                Map.of(),
                null,
                Instant.now(),
                "test",
                "anonymous",
                true,
                "00",
                null)));
    return id;
  }

  /** Another order of the same partition. */
  private String neighbourOf(String id) {
    return Stream.generate(() -> bakery.placed(anOrder().of(1, "Tea").body()))
        .filter(other -> partitionOf(other) == partitionOf(id))
        .findFirst()
        .orElseThrow();
  }

  private int partitionOf(String id) {
    return stored.eventsOf(id).get(0).getInteger("partition");
  }
}
