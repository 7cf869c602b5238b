package orderbakery.message;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import orderbakery.broker.RoomMessage;
import orderbakery.broker.RoutingKeys;
import orderbakery.component.Fact;
import orderbakery.execute.Execution;
import org.springframework.amqp.core.Message;

/** Facts as messages of the room {@code data-source}. */
public final class FactMessages {
  private static final String REBUILT = "rebuilt";

  /** Few messages for the broker, and little to hand out again after a crash. */
  private static final int MOST_BYTES = 64 * 1024;

  /** One message per fact, addressed to its type and partition: {@code order.created.3}. */
  public List<RoomMessage> write(Execution execution) {
    return execution.facts().stream().map(this::write).toList();
  }

  /**
   * Facts that are not new: they are baked again, and no client is told. As many as fit into a
   * message of their partition, a line for each; {@code rebuilt.order.3}.
   */
  public List<RoomMessage> rebuilt(String component, List<Fact> facts) {
    Map<Integer, List<Fact>> byPartition =
        facts.stream().collect(groupingBy(it -> it.position().partition(), TreeMap::new, toList()));
    List<RoomMessage> messages = new ArrayList<>();
    byPartition.forEach(
        (partition, those) -> {
          Lines lines = new Lines(component, partition);
          those.forEach(fact -> lines.add(fact).ifPresent(messages::add));
          messages.add(lines.message());
        });
    return messages;
  }

  /** Facts of one partition, a line for each, as they come together to a message. */
  private static final class Lines {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String key;
    private final String type;
    private String first;

    Lines(String component, int partition) {
      this.key = RoutingKeys.rebuilt(component, partition);
      this.type = Fact.typeOf(component, REBUILT);
    }

    /** The message before the fact, where it does not fit into it any more. */
    Optional<RoomMessage> add(Fact fact) {
      byte[] line = bytesOf(fact);
      Optional<RoomMessage> full =
          bytes.size() > 0 && bytes.size() + line.length > MOST_BYTES
              ? Optional.of(message())
              : Optional.empty();
      if (bytes.size() == 0) {
        first = fact.id();
      }
      bytes.writeBytes(line);
      bytes.write('\n');
      return full;
    }

    RoomMessage message() {
      RoomMessage message = RoomMessage.ofLines(key, first, type, bytes.toByteArray());
      bytes.reset();
      return message;
    }
  }

  /** Whether this is a message of facts that are not new; an earlier version had another key. */
  public boolean isRebuilt(Message message) {
    String key = message.getMessageProperties().getReceivedRoutingKey();
    return key != null && (key.startsWith(REBUILT + ".") || key.contains("." + REBUILT + "."));
  }

  /** The same with a message for each fact, all else of it as it was: each is read for itself. */
  public List<Message> each(List<Message> messages) {
    return messages.stream()
        .flatMap(it -> isRebuilt(it) ? lines(it).stream() : Stream.of(it))
        .toList();
  }

  private static List<Message> lines(Message message) {
    byte[] body = message.getBody();
    List<Message> lines = new ArrayList<>();
    int begin = 0;
    for (int end = 0; end <= body.length; end++) {
      if (end == body.length || body[end] == '\n') {
        if (end > begin || body.length == 0) {
          byte[] line = Arrays.copyOfRange(body, begin, end);
          lines.add(new Message(line, message.getMessageProperties()));
        }
        begin = end + 1;
      }
    }
    return lines;
  }

  /**
   * Reads a fact.
   *
   * @throws IOException when the bytes are no fact; says what is missing
   */
  public Fact read(byte[] bytes) throws IOException {
    CloudEvent event = CloudEventJson.read(bytes);
    if (event.position() == null || event.entityVersion() == null || event.time() == null) {
      throw new IOException("Message " + event.id() + " lacks time, position or entityversion");
    }
    return event.fact();
  }

  private RoomMessage write(Fact fact) {
    return new RoomMessage(
        RoutingKeys.changed(fact.type(), fact.position().partition()),
        fact.id(),
        fact.type(),
        bytesOf(fact),
        Map.of());
  }

  private static byte[] bytesOf(Fact fact) {
    return CloudEventJson.write(CloudEvent.of(fact, fact.version(), fact.data()).forServices(fact));
  }
}
