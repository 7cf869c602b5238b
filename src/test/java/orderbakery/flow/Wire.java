package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import orderbakery.broker.ConfirmedPublisher;
import orderbakery.broker.RoomMessage;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

/** The rooms as another service knows them: it publishes, binds queues of its own, and reads. */
final class Wire {
  private final RabbitTemplate rabbit;
  private final ConfirmedPublisher publisher;
  private final Set<String> published = ConcurrentHashMap.newKeySet();

  Wire(ConnectionFactory connections, ConfirmedPublisher publisher) {
    this.rabbit = new RabbitTemplate(connections);
    this.publisher = publisher;
  }

  void publish(String room, RoomMessage... messages) {
    List.of(messages).forEach(message -> published.add(message.id()));
    publisher.publish(room, List.of(messages));
  }

  /** Publishes any bytes, right or wrong, and returns once the broker has them. */
  void publish(String room, String key, String id, byte[] body) {
    published.add(id);
    MessageProperties properties = new MessageProperties();
    properties.setMessageId(id);
    properties.setReceivedExchange(room);
    properties.setReceivedRoutingKey(key);
    repeat(List.of(new Message(body, properties)));
  }

  /** Empties a queue of what earlier tests have left in it. */
  void purge(String queue) {
    rabbit.execute(channel -> channel.queuePurge(queue));
  }

  /** Until so many messages wait in a queue: a quorum queue counts a moment later. */
  void awaitCount(String queue, long count) {
    await()
        .atMost(FlowTest.PATIENCE)
        .untilAsserted(() -> assertThat(count(queue)).as(queue).isEqualTo(count));
  }

  /** How many messages wait in a queue. */
  long count(String queue) {
    return rabbit.execute(channel -> channel.messageCount(queue));
  }

  /** Whether this test has made the message itself, right or wrong. */
  boolean hasPublished(String id) {
    return published.contains(id);
  }

  /** Publishes messages that were read from a room once more, as they are, in this order. */
  void repeat(List<Message> messages) {
    rabbit.invoke(
        channel -> {
          channel.execute(wire -> wire.confirmSelect());
          for (Message message : messages) {
            MessageProperties properties = message.getMessageProperties();
            properties.setDeliveryMode(MessageDeliveryMode.PERSISTENT);
            channel.send(
                properties.getReceivedExchange(), properties.getReceivedRoutingKey(), message);
          }
          channel.waitForConfirmsOrDie(FlowTest.PATIENCE.toMillis());
          return null;
        });
  }

  /** The name of a fresh queue that hears these keys of a room, as long as the connection lives. */
  String bind(String room, String keys) {
    return rabbit.execute(
        channel -> {
          String queue = channel.queueDeclare("", false, true, false, null).getQueue();
          channel.queueBind(queue, room, keys);
          return queue;
        });
  }

  /** The next messages about an order, of those in a queue. */
  List<Message> next(String queue, String orderId, int count) {
    List<Message> found = new ArrayList<>();
    await()
        .atMost(FlowTest.PATIENCE)
        .until(
            () -> {
              for (Message message = rabbit.receive(queue);
                  message != null;
                  message = rabbit.receive(queue)) {
                if (isAbout(orderId, message)) {
                  found.add(message);
                }
              }
              return found.size() >= count;
            });
    return found;
  }

  /** The message with this id in a queue, read and acknowledged with all before it. */
  Message message(String queue, String id) {
    AtomicReference<Message> found = new AtomicReference<>();
    await()
        .atMost(FlowTest.PATIENCE)
        .until(
            () -> {
              Message next = rabbit.receive(queue);
              if (next != null && id.equals(next.getMessageProperties().getMessageId())) {
                found.set(next);
              }
              return found.get() != null;
            });
    return found.get();
  }

  private static boolean isAbout(String orderId, Message message) {
    return new String(message.getBody(), UTF_8).contains("\"subject\":\"" + orderId + "\"");
  }
}
