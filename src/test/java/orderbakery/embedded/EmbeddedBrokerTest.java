package orderbakery.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static orderbakery.embedded.BrokerClient.confirming;
import static orderbakery.embedded.BrokerClient.connect;
import static orderbakery.embedded.BrokerClient.drain;
import static orderbakery.embedded.BrokerClient.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.Return;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir static Path directory;
  static EmbeddedBroker broker;

  @BeforeAll
  static void open() {
    broker = EmbeddedBroker.open(directory, 0);
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @Test
  void refusesAWrongPassword() {
    assertThatThrownBy(() -> connect(broker, "wrong"))
        .isInstanceOf(PossibleAuthenticationFailureException.class);
  }

  @Test
  void movesToTheNextConsumerWhenTheActiveOneCloses() throws Exception {
    try (Connection connection = connect(broker)) {
      Channel first = confirming(connection);
      first.queueDeclare("lane", true, false, false, Map.of("x-single-active-consumer", true));
      Channel second = connection.createChannel();
      BlockingQueue<String> active = consume(first, "lane");
      BlockingQueue<String> waiting = consume(second, "lane");

      publish(first, "", "lane", IntStream.range(0, 20).mapToObj(Integer::toString).toList());
      for (int i = 0; i < 20; i++) {
        assertThat(active.poll(10, SECONDS)).isEqualTo(Integer.toString(i));
      }
      assertThat(waiting).isEmpty();
      first.close();

      for (int i = 0; i < 20; i++) {
        assertThat(waiting.poll(10, SECONDS)).isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  void doesNotConfirmAMandatoryMessageThatNobodyReceives() throws Exception {
    try (Connection connection = connect(broker)) {
      Channel channel = confirming(connection);
      BlockingQueue<Return> returned = new LinkedBlockingQueue<>();
      channel.addReturnListener(returned::add);

      channel.basicPublish("amq.topic", "nobody", true, null, "lost".getBytes(UTF_8));

      assertThat(channel.waitForConfirms(10_000)).isFalse();
      assertThat(returned.poll(10, SECONDS)).extracting(Return::getRoutingKey).isEqualTo("nobody");
    }
  }

  @Test
  void handsAMessageBackAsOftenAsChannelsClose() throws Exception {
    try (Connection connection = connect(broker)) {
      Channel publisher = confirming(connection);
      publisher.queueDeclare("boomerang", true, false, false, null);
      publish(publisher, "", "boomerang", List.of("still here"));

      for (int i = 0; i < 30; i++) {
        Channel channel = connection.createChannel();
        assertThat(consume(channel, "boomerang").poll(10, SECONDS)).isEqualTo("still here");
        channel.close();
      }
      assertThat(drain(publisher, "boomerang")).containsExactly("still here");
    }
  }

  @Test
  void opensMoreThanAThousandChannelsOnAConnection() throws Exception {
    try (Connection connection = connect(broker)) {
      for (int i = 0; i < 1_001; i++) {
        assertThat(connection.createChannel()).isNotNull();
      }
    }
  }

  private static BlockingQueue<String> consume(Channel channel, String queue) throws Exception {
    BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    channel.basicConsume(
        queue, (tag, message) -> bodies.add(new String(message.getBody(), UTF_8)), tag -> {});
    return bodies;
  }
}
