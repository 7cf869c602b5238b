package orderbakery.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.Commands.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.impl.LongStringHelper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orderbakery.broker.RoomMessage;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.execute.Execution;
import orderbakery.log.Partitions;
import orderbakery.log.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

/** Facts and frames, from the one process to the other. */
class FactMessagesTest {
  private static final Partitions PARTITIONS = new Partitions(8);
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Fact CREATED =
      new Fact(
          "c1",
          "order.created",
          "o1",
          new Position(3, 17),
          1,
          NOON,
          TRACE,
          "ada",
          ToldTypes.NONE.with("order.created", 17),
          Map.of("total", "12.50"));
  private static final Fact REJECTED =
      new Fact(
          "c2",
          "order.rejected",
          "o2",
          new Position(0, 1),
          0,
          NOON,
          null,
          null,
          ToldTypes.NONE,
          Map.of("status", 409));

  private final FactMessages facts = new FactMessages();
  private final FrameMessages frames = new FrameMessages();

  @Test
  void bringsEachFactToItsTypeAndPartitionAsItIs() throws Exception {
    List<RoomMessage> written =
        facts.write(
            new Execution(List.of(), List.of(CREATED, REJECTED), List.of(), List.of(), Set.of()));

    assertThat(written)
        .extracting(RoomMessage::routingKey)
        .containsExactly("order.created.3", "order.rejected.0");
    assertThat(written).extracting(RoomMessage::id).containsExactly("c1", "c2");
    assertThat(facts.read(written.get(0).body())).isEqualTo(CREATED);
    assertThat(facts.read(written.get(1).body())).isEqualTo(REJECTED);
    assertThat(text(written.get(0)))
        .startsWith("{\"specversion\":\"1.0\",\"id\":\"c1\",\"source\":\"/order-bakery\"")
        .contains(
            "\"datacontenttype\":\"application/json\"",
            "\"told\":\"created=17\"",
            "\"owner\":\"ada\"");
    assertThat(text(written.get(1)))
        .doesNotContain("\"told\"", "\"owner\"")
        .contains("\"entityversion\":0");
    assertThat(written).noneMatch(it -> facts.isRebuilt(received(it)));
  }

  @Test
  void addressesWhatIsRebuiltToAWordOfItsOwn() throws Exception {
    RoomMessage rebuilt = facts.rebuilt("order", List.of(CREATED)).get(0);

    assertThat(rebuilt.routingKey()).isEqualTo("order.rebuilt.3");
    assertThat(rebuilt.type()).isEqualTo("order.created");
    assertThat(facts.read(rebuilt.body())).isEqualTo(CREATED);
    assertThat(facts.isRebuilt(received(rebuilt))).isTrue();
  }

  @Test
  void readsWhatAnEarlierVersionHasWritten() throws Exception {
    Fact read =
        facts.read(
            ("{\"id\":\"c1\",\"type\":\"order.created\",\"subject\":\"o1\",\"position\":\"3-17\","
                    + "\"orderversion\":1,\"time\":\"2026-11-24T12:00:00Z\",\"traceparent\":\""
                    + TRACE
                    + "\",\"data\":{\"total\":\"12.50\"},\"unknown\":1}")
                .getBytes(UTF_8));

    assertThat(read.owner()).isNull();
    assertThat(read.told()).isEqualTo(CREATED.told());
    assertThat(read.data()).isEqualTo(CREATED.data());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"c\",\"type\":\"t\",\"subject\":\"s\",\"data\":{},\"time\":\"2026-11-24T12:00:00Z\",\"entityversion\":1}",
        "{\"id\":\"c\",\"type\":\"t\",\"subject\":\"s\",\"data\":{},\"time\":\"2026-11-24T12:00:00Z\",\"position\":\"0-1\"}",
        "{\"id\":\"c\",\"type\":\"t\",\"subject\":\"s\",\"data\":{},\"position\":\"0-1\",\"entityversion\":1}"
      })
  void readsNoFactWithoutTimePositionAndVersion(String text) {
    assertThatThrownBy(() -> facts.read(text.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("Message c lacks time, position or entityversion");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"12.50\" | 18446744073709551616 | an integer of more than 64 bits",
        "\"total\" | \"$total\" | a name that cannot be stored: $total",
        "created=17 | created\\u0000=17 | a name that cannot be stored: created",
        "2026-11-24T12:00:00.000Z | -300000000-01-01T00:00:00Z | not within the years 0 to 9999"
      })
  void readsNoFactThatCouldNotBePresented(String part, String other, String reason) {
    String good = text(facts.rebuilt("order", List.of(CREATED)).get(0));
    assertThat(good).contains(part);

    assertThatThrownBy(() -> facts.read(good.replace(part, other).getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void readsNoFactWhoseFrameWouldHaveTooLargeAHeader() {
    String good = text(facts.rebuilt("order", List.of(CREATED)).get(0));

    assertThatThrownBy(
            () ->
                facts.read(
                    good.replace("\"ada\"", "\"" + "a".repeat(20_000) + "\"").getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Its owner has 20000 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{\"type\":\"t\",\"subject\":\"s\",\"data\":{}}",
        "{\"id\":\"c\",\"subject\":\"s\",\"data\":{}}",
        "{\"id\":\"c\",\"type\":\"t\",\"data\":{}}",
        "{\"id\":\"c\",\"type\":\"t\",\"subject\":\"s\"}",
        "{\"id\":\"c\",\"type\":\"t\",\"subject\":\"s\",\"data\":{}} {}"
      })
  void readsNothingThatIsNoCloudEvent(String text) {
    assertThatThrownBy(() -> CloudEventJson.read(text.getBytes(UTF_8)))
        .isInstanceOfAny(IOException.class, NullPointerException.class);
    assertThat(EventTimes.of(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void knowsWhenAMessageWasMade() {
    RoomMessage frame = frames.write(CREATED, CREATED.data());

    assertThat(EventTimes.of(frame.body())).contains(NOON);
    assertThat(text(frame)).contains("\"time\":\"2026-11-24T12:00:00.000Z\"");
  }

  @Test
  void tellsInAFrameWhatItsReaderMustKnowWithoutParsingIt() throws Exception {
    RoomMessage frame = frames.write(CREATED, Map.of("shown", true));

    assertThat(frame.routingKey()).isEqualTo("order.created");
    assertThat(frames.head(received(frame), PARTITIONS))
        .isEqualTo(
            new FrameMessages.Head(
                "order.created", "o1", CREATED.position(), CREATED.version(), "ada"));
    assertThat(frames.read(frame.body()).data()).isEqualTo(Map.of("shown", true));
    assertThat(frames.read(frame.body()).version()).isEqualTo(1);
    assertThat(frames.ownerOf(received(frame).getMessageProperties())).isEqualTo("ada");
    assertThat(text(frame)).doesNotContain("\"told\"", "\"owner\"", "ada");
    assertThat(frames.frameOf(CREATED)).isEqualTo(frames.write(CREATED, CREATED.data()).body());
  }

  /** As the client of RabbitMQ hands over a text of more than 1024 bytes. */
  @Test
  void readsALongOwner() {
    Message frame = received(frames.write(CREATED, CREATED.data()));
    String owner = "ä".repeat(1000);
    frame.getMessageProperties().setHeader("owner", LongStringHelper.asLongString(owner));

    assertThat(frames.head(frame, PARTITIONS).owner()).isEqualTo(owner);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"c\",\"type\":\"t\",\"subject\":\"s\",\"data\":{},\"position\":\"0-1\"}",
        "{\"id\":\"c\",\"type\":\"t\",\"subject\":\"s\",\"data\":{},\"time\":\"2026-11-24T12:00:00Z\"}"
      })
  void readsNoFrameWithoutTimeAndPosition(String text) {
    assertThatThrownBy(() -> frames.read(text.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("Frame c lacks time or position");
  }

  @Test
  void showsNoVersionWhereThereIsNoEntity() throws Exception {
    RoomMessage frame = frames.write(REJECTED, REJECTED.data());

    assertThat(text(frame)).doesNotContain("entityversion");
    assertThat(frame.headers()).doesNotContainKey("owner");
    assertThat(frames.read(frame.body())).isEqualTo(REJECTED);
  }

  private static String text(RoomMessage message) {
    return new String(message.body(), UTF_8);
  }

  private static Message received(RoomMessage sent) {
    MessageProperties properties = new MessageProperties();
    properties.setReceivedRoutingKey(sent.routingKey());
    properties.setType(sent.type());
    sent.headers().forEach(properties::setHeader);
    return new Message(sent.body(), properties);
  }
}
