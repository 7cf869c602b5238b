package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import orderbakery.broker.DeadLetter;
import orderbakery.broker.RoomMessage;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;

/** Puts letters into the queue of dead letters of one writer, as a route would have parked them. */
final class LetterPost {
  static final String PARKED_AT = "2026-11-24T12:00:00.500Z";
  private static final Partitions PARTITIONS = new Partitions(8);
  private static final CommandMessages COMMANDS = new CommandMessages(PARTITIONS);

  private final Wire wire;
  private final int partition;

  /** Letters of a partition, whose queue is emptied first. */
  LetterPost(Wire wire, int partition) {
    this.wire = wire;
    this.partition = partition;
    wire.purge(queue());
  }

  String queue() {
    return "events-writer." + partition + ".dead";
  }

  /** A command that can be executed, parked for a reason that is gone; returns the order's id. */
  String aGoodOne(String exception) {
    RoomMessage command = COMMANDS.write(aCreate());
    post(command.id(), command.routingKey(), command.body(), exception, "was not understood then");
    return command.id();
  }

  /** A command that no queue wanted when it was sent; returns the order's id. */
  String anUnroutableOne() {
    RoomMessage command = COMMANDS.write(aCreate());
    wire.publish("unroutable", letter(command.id(), command.routingKey(), command.body(), "", ""));
    return command.id();
  }

  /** Any bytes. */
  String aBrokenOne(String text, String exception, String reason) {
    String id = UUID.randomUUID().toString();
    post(id, "platform-event.schedule." + partition, text.getBytes(UTF_8), exception, reason);
    return id;
  }

  /** One whose routing key no queue takes any more. */
  String oneWithoutWayBack() {
    String id = UUID.randomUUID().toString();
    post(id, "platform-event.schedule.99", "{}".getBytes(UTF_8), "a.Fault", "astray");
    return id;
  }

  private void post(String id, String key, byte[] body, String exception, String reason) {
    wire.publish("dead-letters", letter(id, key, body, exception, reason));
  }

  private RoomMessage letter(String id, String key, byte[] body, String exception, String reason) {
    Map<String, Object> headers =
        Map.of(
            DeadLetter.REASON, reason,
            DeadLetter.EXCEPTION, exception,
            DeadLetter.STACK, exception + ": " + reason + "\n\tat some.Code",
            DeadLetter.ROUTE, "write-events",
            DeadLetter.ROOM, "platform-events-scheduler",
            DeadLetter.ROUTING_KEY, key,
            DeadLetter.TIME, PARKED_AT);
    String type = "platform-event.schedule";
    return new RoomMessage("events-writer." + partition, id, type, body, headers);
  }

  private ScheduledCommand aCreate() {
    String id = UUID.randomUUID().toString();
    while (PARTITIONS.of(id) != partition) {
      id = UUID.randomUUID().toString();
    }
    Map<String, Object> product = Map.of("name", "Beans", "quantity", 1, "price", "12.50");
    Map<String, Object> order =
        Map.of("currency", "EUR", "date", "2026-11-24T12:00:00Z", "products", List.of(product));
    return new ScheduledCommand(
        id,
        id,
        "order",
        "create",
        Map.of("order", order),
        null,
        Instant.now(),
        "test",
        "ada",
        true,
        id,
        null);
  }
}
