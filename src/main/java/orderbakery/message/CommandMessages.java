package orderbakery.message;

import java.util.LinkedHashMap;
import java.util.Map;
import orderbakery.broker.RoomMessage;
import orderbakery.broker.RoutingKeys;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;

/** Scheduled commands as messages of the room {@code platform-events-scheduler}. */
public final class CommandMessages {
  static final String TYPE = "platform-event.schedule";

  private final Partitions partitions;

  public CommandMessages(Partitions partitions) {
    this.partitions = partitions;
  }

  /** The message of one command, addressed to the partition of its entity. */
  public RoomMessage write(ScheduledCommand command) {
    CloudEvent event =
        CloudEvent.of(
            command.id(),
            TYPE,
            command.entityId(),
            command.acceptedAt(),
            null,
            null,
            command.traceparent(),
            dataOf(command));
    return new RoomMessage(
        RoutingKeys.schedule(partitions.of(command.entityId())),
        command.id(),
        TYPE,
        CloudEventJson.write(event),
        Map.of());
  }

  private static Map<String, Object> dataOf(ScheduledCommand command) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("serviceName", command.serviceName());
    data.put("operation", command.operation());
    data.put("payload", command.payload());
    data.put("ifMatch", command.ifMatch());
    data.put("acceptedAt", command.acceptedAt());
    data.put("acceptedBy", command.acceptedBy());
    data.put("principal", command.principal());
    if (command.changesAll() != null) {
      data.put("changesAll", command.changesAll());
    }
    data.put("digest", command.digest());
    return data;
  }
}
