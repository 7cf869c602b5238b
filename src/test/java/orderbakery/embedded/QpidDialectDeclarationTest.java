package orderbakery.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.ExchangeBuilder;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.context.support.GenericApplicationContext;

/** What the embedded broker does with a topology that Spring declares in its dialect. */
class QpidDialectDeclarationTest {
  @TempDir static Path directory;
  static EmbeddedBroker broker;
  Connection connection;
  Channel channel;

  @BeforeAll
  static void open() {
    broker = EmbeddedBroker.open(directory, 0);
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @BeforeEach
  void connect() throws Exception {
    connection = BrokerClient.connect(broker);
    channel = BrokerClient.confirming(connection);
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
  }

  @Test
  void dropsTheOldestMessageOfAFullQueue() throws Exception {
    declare(QueueBuilder.durable("ring").maxLength(3).build());

    BrokerClient.publish(channel, "", "ring", List.of("1", "2", "3", "4", "5"));

    assertThat(BrokerClient.drain(channel, "ring")).containsExactly("3", "4", "5");
  }

  @Test
  void sendsARejectedMessageToTheDeadLetterExchange() throws Exception {
    FanoutExchange dead = new FanoutExchange("dead");
    Queue grave = new Queue("grave");
    declare(
        dead,
        grave,
        BindingBuilder.bind(grave).to(dead),
        QueueBuilder.durable("risky").deadLetterExchange("dead").build());
    BrokerClient.publish(channel, "", "risky", List.of("poison"));

    reject("risky");

    await().until(() -> BrokerClient.drain(channel, "grave").equals(List.of("poison")));
  }

  @Test
  void sendsARejectedMessageToTheDeadLetterQueue() throws Exception {
    declare(
        new Queue("cellar"),
        QueueBuilder.durable("hasty")
            .deadLetterExchange("")
            .deadLetterRoutingKey("cellar")
            .build());
    BrokerClient.publish(channel, "", "hasty", List.of("poison"));

    reject("hasty");

    await().until(() -> BrokerClient.drain(channel, "cellar").equals(List.of("poison")));
  }

  @Test
  void sendsAnExpiredMessageToTheDeadLetterQueue() throws Exception {
    declare(
        new Queue("late"),
        QueueBuilder.durable("waiting")
            .ttl(200)
            .deadLetterExchange("")
            .deadLetterRoutingKey("late")
            .build());
    BrokerClient.publish(channel, "", "waiting", List.of("patient"));

    await()
        .atMost(10, SECONDS)
        .until(() -> BrokerClient.drain(channel, "late").equals(List.of("patient")));
    assertThat(BrokerClient.drain(channel, "waiting")).isEmpty();
  }

  @Test
  void confirmsAnUnroutableMessageOnceTheAlternateExchangeHasIt() throws Exception {
    FanoutExchange unroutable = new FanoutExchange("unroutable");
    Queue lost = new Queue("lost-and-found");
    declare(
        unroutable,
        ExchangeBuilder.topicExchange("room").alternate("unroutable").build(),
        lost,
        BindingBuilder.bind(lost).to(unroutable));

    BrokerClient.publish(channel, "room", "nobody.listens", List.of("kept"));

    assertThat(BrokerClient.drain(channel, "lost-and-found")).containsExactly("kept");
  }

  private static void declare(Declarable... topology) {
    CachingConnectionFactory factory = new CachingConnectionFactory("127.0.0.1", broker.port());
    factory.setUsername(broker.user());
    factory.setPassword(broker.password());
    try (GenericApplicationContext context = new GenericApplicationContext()) {
      context.registerBean(QpidDialect.class);
      context.registerBean(Declarables.class, () -> new Declarables(topology));
      context.registerBean(RabbitAdmin.class, () -> new RabbitAdmin(factory));
      context.refresh();
      context.getBean(RabbitAdmin.class).initialize();
    } finally {
      factory.destroy();
    }
  }

  private void reject(String queue) throws Exception {
    GetResponse message = channel.basicGet(queue, false);
    channel.basicReject(message.getEnvelope().getDeliveryTag(), false);
  }
}
