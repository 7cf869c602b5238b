package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

class DeadLetterTest {
  /** RabbitMQ's default is twice this, less what is around it. */
  private static final int FRAME = 64 * 1024;

  @Test
  void keepsTheHeadersOfTheMessage() {
    assertThat(parked(Map.of("trace", "00-1", "large", "x".repeat(16_000))).getHeaders())
        .containsEntry("trace", "00-1")
        .containsKeys("large", DeadLetter.STACK)
        .containsEntry(DeadLetter.REASON, "no JSON")
        .doesNotContainKey(DeadLetter.LEFT_OUT);
  }

  @Test
  void leavesOutHeadersThatWouldNotFitIntoAFrame() throws Exception {
    BasicProperties parked = parked(Map.of("trace", "00-1", "large", "x".repeat(200_000)));

    assertThat(parked.toFrame(0, 0).size()).isLessThan(FRAME);
    assertThat(parked.getHeaders())
        .containsEntry(DeadLetter.LEFT_OUT, "large, trace")
        .containsEntry(DeadLetter.REASON, "no JSON")
        .containsEntry(DeadLetter.ROUTING_KEY, "order.created.0")
        .doesNotContainKeys("trace", "large");
  }

  private static BasicProperties parked(Map<String, Object> headers) {
    MessageProperties properties = new MessageProperties();
    properties.setConsumerQueue("orders-baker.0");
    properties.setReceivedExchange("data-source");
    properties.setReceivedRoutingKey("order.created.0");
    headers.forEach(properties::setHeader);
    Unreadable unreadable =
        new Unreadable(
            new Message(new byte[0], properties), new IllegalArgumentException("no JSON"));
    return DeadLetter.of(unreadable, "bake-orders", Instant.EPOCH).properties();
  }
}
