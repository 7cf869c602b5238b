package orderbakery.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import orderbakery.broker.Reading;
import orderbakery.broker.RoomMessage;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;
import org.springframework.amqp.core.Message;

/** Scheduled commands as messages of the room {@code platform-events-scheduler}. */
public final class CommandMessages {
  static final String TYPE = "platform-event.schedule";

  private record Data(
      @JsonProperty(required = true) String serviceName,
      @JsonProperty(required = true) String operation,
      @JsonProperty(required = true) Map<String, Object> payload,
      String ifMatch,
      @JsonProperty(required = true) Instant acceptedAt,
      String acceptedBy,
      String principal,
      String digest) {}

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
        TYPE + "." + partitions.of(command.entityId()),
        command.id(),
        TYPE,
        CloudEventJson.write(event),
        Map.of());
  }

  /**
   * Reads each message for itself: one that is no command, or that the log could not hold, does not
   * hold up its neighbours.
   */
  public Reading<ScheduledCommand> readAll(List<Message> messages) {
    return Reading.of(messages, message -> read(message.getBody()));
  }

  private ScheduledCommand read(byte[] bytes) throws IOException {
    CloudEvent event = CloudEventJson.read(bytes);
    if (!TYPE.equals(event.type())) {
      throw new IOException(
          "Message " + event.id() + " has type " + event.type() + ", not " + TYPE);
    }
    Data data = CloudEventJson.convert(event.data(), Data.class);
    requireStorable(data.payload());
    return new ScheduledCommand(
        event.id(),
        event.subject(),
        data.serviceName(),
        data.operation(),
        data.payload(),
        data.ifMatch(),
        data.acceptedAt(),
        data.acceptedBy(),
        data.principal(),
        data.digest(),
        event.traceparent());
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
    data.put("digest", command.digest());
    return data;
  }

  /**
   * A name with a NUL, or one that begins like an operator, would fail the insert of the whole
   * batch.
   */
  private static void requireStorable(Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        String name = String.valueOf(member.getKey());
        if (name.indexOf('\0') >= 0 || name.startsWith("$")) {
          throw new IOException("The payload has a name that cannot be stored: " + name);
        }
        requireStorable(member.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        requireStorable(element);
      }
    }
  }
}
