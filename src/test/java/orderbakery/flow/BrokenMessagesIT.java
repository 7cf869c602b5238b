package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.UUID;
import orderbakery.broker.DeadLetter;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.amqp.core.Message;
import org.springframework.beans.factory.annotation.Autowired;

/** Messages that nobody can read are parked as they came, and their neighbours pass. */
class BrokenMessagesIT extends FlowTest {
  private static final int MORE_THAN_IS_READ = 1024 * 1024 + 1;

  @Autowired private CamelContext camel;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | Unrecognized token",
        "{\"id\":\"a\",\"type\":\"order.created\",\"subject\":\"b\",\"data\":{}} | Its type is order.created",
        "{\"id\":\"a\",\"type\":\"platform-event.schedule\",\"subject\":\"b\",\"data\":{\"serviceName\":\"cake\",\"operation\":\"create\",\"payload\":{},\"acceptedAt\":\"2026-11-24T00:00:00Z\"}} | There is no component cake",
        "{\"id\":\"a\",\"type\":\"platform-event.schedule\",\"subject\":\"b\",\"data\":{\"serviceName\":\"order\",\"operation\":\"create\",\"payload\":{\"n\":18446744073709551616},\"acceptedAt\":\"2026-11-24T00:00:00Z\"}} | an integer of more than 64 bits",
        "{\"id\":\"a\",\"type\":\"platform-event.schedule\",\"subject\":\"b\",\"data\":{\"serviceName\":\"order\",\"operation\":\"create\",\"payload\":{\"n\":1e7000},\"acceptedAt\":\"2026-11-24T00:00:00Z\"}} | an exponent beyond 6000",
        "{\"id\":\"a\",\"type\":\"platform-event.schedule\",\"subject\":\"b\",\"data\":{\"serviceName\":\"order\",\"operation\":\"create\",\"payload\":{},\"acceptedAt\":\"+300000000-01-01T00:00:00Z\"}} | not within the years 0 to 9999",
        "{\"id\":\"a\",\"type\":\"platform-event.schedule\",\"subject\":\"b\",\"data\":{\"serviceName\":\"order\",\"operation\":\"create\",\"payload\":{\"$set\":1},\"acceptedAt\":\"2026-11-24T00:00:00Z\"}} | a name that cannot be stored: $set"
      })
  void parksACommandThatCannotBeRead(String body, String reason) throws Exception {
    parksACommand(body.getBytes(UTF_8), reason);
  }

  @Test
  void parksACommandThatSomebodyHasSerialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(Instant.EPOCH);
    }

    parksACommand(bytes.toByteArray(), "Unexpected character");
  }

  @Test
  void parksACommandThatIsTooLarge() throws Exception {
    parksACommand(new byte[MORE_THAN_IS_READ], "at most 1048576 are read");
  }

  @Test
  void parksACommandThatIsNestedTooDeep() throws Exception {
    String nested = "[".repeat(200) + "]".repeat(200);
    String body =
        "{\"id\":\"a\",\"type\":\"platform-event.schedule\",\"subject\":\"b\",\"data\":{\"serviceName\":"
            + "\"order\",\"operation\":\"create\",\"payload\":{\"n\":%s},\"acceptedAt\":\"2026-11-24T00:00:00Z\"}}";

    parksACommand(body.formatted(nested).getBytes(UTF_8), "nested deeper than 90 levels");
  }

  @Test
  void parksAFactWhoseFrameWouldHaveTooLongAnId() throws Exception {
    String body =
        "{\"id\":\"%s\",\"type\":\"order.rejected\",\"subject\":\"b\",\"time\":\"2026-11-24T00:00:00Z\","
            + "\"position\":\"0-1\",\"entityversion\":0,\"data\":{}}";

    parksAFact(body.formatted("a".repeat(256)).getBytes(UTF_8), "Its id has 256 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "hello | Unrecognized token",
        "{\"id\":\"a\",\"type\":\"order.created\",\"subject\":\"b\",\"data\":{}} | lacks time, position or entityversion",
        "{\"id\":\"a\",\"type\":\"order.created\",\"subject\":\"b\",\"time\":\"2026-11-24T00:00:00Z\",\"position\":\"0-1\",\"entityversion\":1,\"data\":{}} | ``"
      })
  void parksAFactThatCannotBeBaked(String body, String reason) throws Exception {
    parksAFact(body.getBytes(UTF_8), reason);
  }

  @Test
  void parksAFactThatIsTooLarge() throws Exception {
    parksAFact(new byte[MORE_THAN_IS_READ], "at most 1048576 are read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "{}"})
  void passesOverAForeignMessageInARoomOfFrames(String body) {
    try (Listening client = bakery.listen()) {
      client.awaitHello();
      String foreign = UUID.randomUUID().toString();
      wire.publish("orders-socket", "order.created", foreign, body.getBytes(UTF_8));

      String id = accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId();

      assertThat(client.awaitAbout(id, 1)).hasSize(1);
    }
  }

  private void parksACommand(byte[] body, String reason) throws Exception {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    int partition = partitionOf(id);
    camel.getRouteController().stopRoute("write-events");
    accepted(bakery.patch(id, object("note", "before")));
    String broken = UUID.randomUUID().toString();
    wire.publish("platform-events-scheduler", "platform-event.schedule." + partition, broken, body);
    accepted(bakery.cancel(id));

    camel.getRouteController().startRoute("write-events");

    assertParked("events-writer." + partition, broken, body, reason);
    assertThat(bakery.awaitOrder(id, 3)).containsEntry("note", "before");
  }

  private void parksAFact(byte[] body, String reason) throws Exception {
    String id = bakery.placed(anOrder().of(1, "Beans").body());
    int partition = partitionOf(id);
    camel.getRouteController().stopRoute("bake-orders");
    accepted(bakery.patch(id, object("note", "before")));
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED");
    String broken = UUID.randomUUID().toString();
    wire.publish("data-source", "order.updated." + partition, broken, body);
    accepted(bakery.cancel(id));
    stored.awaitStatuses(id, "EXECUTED", "EXECUTED", "EXECUTED");

    camel.getRouteController().startRoute("bake-orders");

    assertParked("orders-baker." + partition, broken, body, reason);
    assertThat(bakery.awaitOrder(id, 3)).containsEntry("note", "before");
  }

  private void assertParked(String queue, String id, byte[] body, String reason) {
    Message parked = wire.message(queue + ".dead", id);
    assertThat(parked.getBody()).isEqualTo(body);
    assertThat(String.valueOf(parked.getMessageProperties().<Object>getHeader(DeadLetter.REASON)))
        .contains(reason);
    assertThat(parked.getMessageProperties().<Object>getHeader(DeadLetter.EXCEPTION)).isNotNull();
  }

  private int partitionOf(String id) {
    return stored.eventsOf(id).get(0).getInteger("partition");
  }
}
