package orderbakery.message;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import orderbakery.broker.RoomMessage;
import orderbakery.broker.RoutingKeys;
import orderbakery.component.Fact;
import orderbakery.execute.Execution;

/** Facts as messages of the room {@code data-source}. */
public final class FactMessages {

  /** One message per fact, addressed to its type and partition: {@code order.created.3}. */
  public List<RoomMessage> write(Execution execution) {
    return execution.facts().stream().map(this::write).toList();
  }

  /**
   * Reads a fact.
   *
   * @throws IOException when the bytes are no fact; says what is missing
   */
  public Fact read(byte[] bytes) throws IOException {
    CloudEvent event = CloudEventJson.read(bytes);
    if (event.position() == null || event.orderVersion() == null || event.time() == null) {
      throw new IOException("Message " + event.id() + " lacks time, position or orderversion");
    }
    return event.fact();
  }

  private RoomMessage write(Fact fact) {
    CloudEvent event = CloudEvent.of(fact, fact.version(), fact.data());
    return new RoomMessage(
        RoutingKeys.changed(fact.type(), fact.position().partition()),
        fact.id(),
        fact.type(),
        CloudEventJson.write(event),
        Map.of());
  }
}
