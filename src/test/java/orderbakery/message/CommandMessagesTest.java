package orderbakery.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.broker.DeadLetters;
import orderbakery.broker.Reading;
import orderbakery.broker.RoomMessage;
import orderbakery.log.Partitions;
import orderbakery.log.ScheduledCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.amqp.core.Message;

/** Commands on their way to the log. */
class CommandMessagesTest {
  private static final Partitions PARTITIONS = new Partitions(8);
  private static final ScheduledCommand COMMAND =
      new ScheduledCommand(
          "c1",
          "o1",
          "order",
          "update",
          Map.of("patch", Map.of("note", "soon", "price", new BigDecimal("12.50"))),
          "\"v3\"",
          NOON,
          "orders-api-0",
          "ada",
          false,
          "00ff",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

  private final CommandReader reader =
      new CommandReader(
          new DeadLetters(null, Clock.systemUTC(), 100_000), Set.of("order", "product"));

  @Test
  void bringsACommandToTheWriterOfItsPartitionAsItIs() {
    RoomMessage written = new CommandMessages(PARTITIONS).write(COMMAND);

    assertThat(written.routingKey()).isEqualTo("platform-event.schedule." + PARTITIONS.of("o1"));
    assertThat(written.id()).isEqualTo("c1");
    assertThat(written.type()).isEqualTo("platform-event.schedule");
    String text = new String(written.body(), UTF_8);
    assertThat(text)
        .contains("\"time\":\"2026-11-24T12:00:00.000Z\"")
        .contains("\"acceptedAt\":\"2026-11-24T12:00:00.000Z\"");
    assertThat(read(text).readable()).containsExactly(COMMAND);
  }

  @Test
  void readsACommandFromBeforeThereWereOwners() {
    String written = new String(new CommandMessages(PARTITIONS).write(COMMAND).body(), UTF_8);

    assertThat(read(written.replace(",\"changesAll\":false", "")).readable())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.changesAll()).isNull();
              assertThat(it.mayChange("grace")).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "platform-event.schedule | platform-event.created | Its type is platform-event.created",
        "\"order\" | \"invoice\" | There is no component invoice",
        "\"note\" | \"$note\" | cannot be stored: $note",
        "\"note\" | \"a\\u0000\" | cannot be stored: a",
        "\"soon\" | [[{\"$in\":1}]] | cannot be stored: $in",
        "12.50 | 18446744073709551616 | an integer of more than 64 bits",
        "12.50 | 12345678901234567890123456789012345.5 | a decimal of more than 34 digits",
        "12.50 | 1e7000 | an exponent beyond 6000",
        "2026-11-24T12:00:00.000Z | +300000000-01-01T00:00:00Z | not within the years 0 to 9999",
        "\"c1\" | \"\\ud800\" | Its id holds half of a surrogate pair",
        "\"operation\" | \"operations\" | operation",
        "\"acceptedAt\" | \"accepted\" | acceptedAt"
      })
  void setsAsideWhatIsNoCommand(String part, String other, String reason) {
    String good = new String(new CommandMessages(PARTITIONS).write(COMMAND).body(), UTF_8);
    assertThat(good).contains(part);

    Reading<ScheduledCommand> reading = read(good, good.replace(part, other));

    assertThat(reading.readable()).as("its neighbour").hasSize(1);
    assertThat(reading.unreadable())
        .singleElement()
        .satisfies(it -> assertThat(it.cause()).hasMessageContaining(reason));
  }

  @ParameterizedTest
  @CsvSource({"89, 255, 16384, 0", "90, 255, 16384, 1", "89, 256, 16384, 1", "89, 255, 16385, 1"})
  void takesAsMuchAsTheLogAndTheRoomsCanHold(int levels, int id, int principal, int unreadable) {
    String good = new String(new CommandMessages(PARTITIONS).write(COMMAND).body(), UTF_8);

    Reading<ScheduledCommand> reading =
        read(
            good.replaceFirst("\\{\"patch\".*?}}", "{\"patch\":" + nested(levels) + "}")
                .replace("\"c1\"", "\"" + "i".repeat(id) + "\"")
                .replace("\"ada\"", "\"" + "p".repeat(principal) + "\""));

    assertThat(reading.unreadable()).hasSize(unreadable);
    assertThat(reading.readable()).hasSize(1 - unreadable);
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  private Reading<ScheduledCommand> read(String... texts) {
    return reader.read(
        List.of(texts).stream().map(text -> new Message(text.getBytes(UTF_8))).toList());
  }
}
