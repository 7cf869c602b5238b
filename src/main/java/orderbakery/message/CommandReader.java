package orderbakery.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Reading;
import orderbakery.log.ScheduledCommand;
import org.springframework.amqp.core.Message;

/** Reads the commands of the room {@code platform-events-scheduler}. */
public final class CommandReader {
  private record Data(
      @JsonProperty(required = true) String serviceName,
      @JsonProperty(required = true) String operation,
      @JsonProperty(required = true) Map<String, Object> payload,
      String ifMatch,
      @JsonProperty(required = true) Instant acceptedAt,
      String acceptedBy,
      String principal,
      Boolean changesAll,
      String digest) {}

  private final DeadLetters deadLetters;
  private final Set<String> components;

  /**
   * A reader of the commands of these components: nobody would ever execute another's.
   *
   * @param components their names
   */
  public CommandReader(DeadLetters deadLetters, Set<String> components) {
    this.deadLetters = deadLetters;
    this.components = Set.copyOf(components);
  }

  /**
   * Reads each message for itself: one that is no command, or that the log could not hold, does not
   * hold up its neighbours.
   */
  public Reading<ScheduledCommand> read(List<Message> messages) {
    return deadLetters.read(messages, message -> read(message.getBody()));
  }

  private ScheduledCommand read(byte[] bytes) throws IOException {
    CloudEvent event = CloudEventJson.read(bytes);
    if (!CommandMessages.TYPE.equals(event.type())) {
      throw new IOException("Its type is " + event.type() + ", not " + CommandMessages.TYPE);
    }
    Data data = CloudEventJson.convert(event.data(), Data.class);
    if (!components.contains(data.serviceName())) {
      throw new IOException("There is no component " + data.serviceName());
    }
    Storable.require(data.payload());
    Storable.requireTime(data.acceptedAt());
    Storable.requireHeader("principal", data.principal());
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
        data.changesAll(),
        data.digest(),
        event.traceparent());
  }
}
