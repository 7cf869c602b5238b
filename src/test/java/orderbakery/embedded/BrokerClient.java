package orderbakery.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.util.ArrayList;
import java.util.List;

/** What the tests of the embedded broker do as its client, in plain AMQP. */
final class BrokerClient {
  private static final int MILLISECONDS = 10_000;

  private BrokerClient() {}

  static Connection connect(EmbeddedBroker broker) throws Exception {
    return connect(broker, broker.password());
  }

  static Connection connect(EmbeddedBroker broker, String password) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(broker.port());
    factory.setUsername(broker.user());
    factory.setPassword(password);
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }

  static Channel confirming(Connection connection) throws Exception {
    Channel channel = connection.createChannel();
    channel.confirmSelect();
    return channel;
  }

  /** Publishes persistent, mandatory messages and waits until all of them are confirmed. */
  static void publish(Channel channel, String exchange, String routingKey, List<String> bodies)
      throws Exception {
    for (String body : bodies) {
      channel.basicPublish(
          exchange,
          routingKey,
          true,
          MessageProperties.PERSISTENT_TEXT_PLAIN,
          body.getBytes(UTF_8));
    }
    channel.waitForConfirmsOrDie(MILLISECONDS);
  }

  /** Takes every message out of the queue, in its order, and acknowledges them together. */
  static List<String> drain(Channel channel, String queue) throws Exception {
    List<String> bodies = new ArrayList<>();
    long last = 0;
    for (GetResponse next = channel.basicGet(queue, false);
        next != null;
        next = channel.basicGet(queue, false)) {
      bodies.add(new String(next.getBody(), UTF_8));
      last = next.getEnvelope().getDeliveryTag();
    }
    if (last > 0) {
      channel.basicAck(last, true);
    }
    return bodies;
  }
}
