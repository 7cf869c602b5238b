package orderbakery.message;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import orderbakery.broker.RoomMessage;
import orderbakery.broker.RoutingKeys;
import orderbakery.component.Fact;
import orderbakery.execute.Execution;
import org.springframework.amqp.core.Message;

/** Facts as messages of the room {@code data-source}. */
public final class FactMessages {
  private static final String REBUILT = "rebuilt";

  /** One message per fact, addressed to its type and partition: {@code order.created.3}. */
  public List<RoomMessage> write(Execution execution) {
    return execution.facts().stream().map(this::write).toList();
  }

  /**
   * Facts that are not new: they are baked again, and no client is told. Addressed like a change of
   * its own, {@code order.rebuilt.3}.
   */
  public List<RoomMessage> rebuilt(String component, List<Fact> facts) {
    String word = Fact.typeOf(component, REBUILT);
    return facts.stream().map(fact -> write(fact, word)).toList();
  }

  /** Whether this is the message of a fact that is not new. */
  public boolean isRebuilt(Message message) {
    return message.getMessageProperties().getReceivedRoutingKey().contains("." + REBUILT + ".");
  }

  /**
   * Reads a fact.
   *
   * @throws IOException when the bytes are no fact, or one that could not be presented; says what
   *     is missing, or what cannot be stored
   */
  public Fact read(byte[] bytes) throws IOException {
    CloudEvent event = CloudEventJson.read(bytes);
    if (event.position() == null || event.entityVersion() == null || event.time() == null) {
      throw new IOException("Message " + event.id() + " lacks time, position or entityversion");
    }
    Fact fact = event.fact();
    Storable.require(fact.data());
    Storable.require(fact.told().sequences());
    Storable.requireTime(fact.time());
    Storable.requireHeader("owner", fact.owner());
    return fact;
  }

  private RoomMessage write(Fact fact) {
    return write(fact, fact.type());
  }

  private static RoomMessage write(Fact fact, String word) {
    CloudEvent event = CloudEvent.of(fact, fact.version(), fact.data()).forServices(fact);
    return new RoomMessage(
        RoutingKeys.changed(word, fact.position().partition()),
        fact.id(),
        fact.type(),
        CloudEventJson.write(event),
        Map.of());
  }
}
