package orderbakery.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import orderbakery.broker.RoomMessage;
import orderbakery.execute.Execution;
import orderbakery.fixtures.Commands;
import orderbakery.log.Partitions;
import orderbakery.log.PlatformEvent;
import orderbakery.log.Position;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

class SignalMessagesTest {
  private final SignalMessages signals =
      new SignalMessages(new Partitions(3), Clock.fixed(NOON, ZoneOffset.UTC), () -> "s");

  @Test
  void signalsEachPartitionOnceWhateverWasWrittenThere() {
    List<RoomMessage> sent = signals.of(List.of(event(2, 1), event(2, 2), event(0, 1)));

    assertThat(sent)
        .extracting(RoomMessage::routingKey)
        .containsExactly("platform-event.created.counter.2", "platform-event.created.counter.0");
    assertThat(sent.get(0).id()).isEqualTo("s");
    assertThat(sent.get(0).type()).isEqualTo("platform-event.created");
    assertThat(EventTimes.of(sent.get(0).body())).contains(NOON);
    assertThat(new String(sent.get(0).body(), UTF_8))
        .contains("\"data\":{\"signal\":\"platform-event.created.counter.2\"}");
  }

  @Test
  void signalsWhatHasMoreAndAll() {
    Execution execution = new Execution(List.of(), List.of(), List.of(), List.of(), Set.of(1));

    assertThat(signals.toTheRest("order", execution))
        .extracting(RoomMessage::routingKey)
        .containsExactly("platform-event.created.order.1");
    assertThat(signals.toAll("order")).hasSize(3);
  }

  @Test
  void readsThePartitionsOnceAndInOrder() {
    List<Message> received =
        Stream.of("order.10", "order.2", "order.10").map(SignalMessagesTest::signal).toList();

    assertThat(signals.read(received)).containsExactly(2, 10);
  }

  private static Message signal(String to) {
    MessageProperties properties = new MessageProperties();
    properties.setReceivedRoutingKey("platform-event.created." + to);
    return new Message(new byte[0], properties);
  }

  private static PlatformEvent event(int partition, long sequence) {
    return new PlatformEvent(
        Commands.counter("c" + partition + sequence, "e", "add"),
        new Position(partition, sequence),
        NOON,
        1);
  }
}
