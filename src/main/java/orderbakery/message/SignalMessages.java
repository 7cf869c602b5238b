package orderbakery.message;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import orderbakery.broker.RoomMessage;
import orderbakery.broker.RoutingKeys;
import orderbakery.execute.Execution;
import orderbakery.log.Partitions;
import orderbakery.log.PlatformEvent;
import org.springframework.amqp.core.Message;

/**
 * Signals: there is something to execute in a partition. One may be lost; the timer sends the next.
 */
public final class SignalMessages {
  private static final String TYPE = "platform-event.created";

  private final Partitions partitions;
  private final Clock clock;
  private final Supplier<String> ids;

  public SignalMessages(Partitions partitions, Clock clock, Supplier<String> ids) {
    this.partitions = partitions;
    this.clock = clock;
    this.ids = ids;
  }

  /** One signal per component and partition of the events. */
  public List<RoomMessage> of(List<PlatformEvent> events) {
    return events.stream()
        .map(event -> RoutingKeys.created(event.command().serviceName(), event.partition()))
        .distinct()
        .map(this::signal)
        .toList();
  }

  /** One signal for each partition that has more to execute. */
  public List<RoomMessage> toTheRest(String component, Execution execution) {
    return to(component, execution.more());
  }

  private List<RoomMessage> to(String component, Collection<Integer> named) {
    return named.stream()
        .map(partition -> signal(RoutingKeys.created(component, partition)))
        .toList();
  }

  /** One signal for every partition of a component. */
  public List<RoomMessage> toAll(String component) {
    return to(component, partitions.all().boxed().toList());
  }

  /** The partitions that a batch of signals names: the last word of the routing key. */
  public List<Integer> read(List<Message> signals) {
    return signals.stream()
        .map(signal -> signal.getMessageProperties().getReceivedRoutingKey())
        .map(key -> Integer.valueOf(key.substring(key.lastIndexOf('.') + 1)))
        .distinct()
        .sorted()
        .toList();
  }

  private RoomMessage signal(String key) {
    String id = ids.get();
    CloudEvent event =
        CloudEvent.of(id, TYPE, key, clock.instant(), null, null, null, Map.of("signal", key));
    return new RoomMessage(key, id, TYPE, CloudEventJson.write(event), Map.of());
  }
}
