package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import orderbakery.broker.Rooms;
import orderbakery.fixtures.AsyncApi;
import orderbakery.fixtures.JsonText;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/** Hears every message of the rooms, and holds it against asyncapi.yaml. */
final class Overhearing extends DefaultConsumer {
  private static final List<String> ROOMS =
      List.of(Rooms.PLATFORM_EVENTS_SCHEDULER, Rooms.DATA_SOURCE, "orders-socket");
  private static final String CLOUD_EVENT = "application/cloudevents+json";
  private static final int PERSISTENT = 2;
  private static final AsyncApi API = AsyncApi.served();

  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Predicate<String> isExcused;
  private String tag;

  private Overhearing(Channel channel, Predicate<String> isExcused) {
    super(channel);
    this.isExcused = isExcused;
  }

  /**
   * Hears all from now on.
   *
   * @param isExcused by message id: those that a test has made itself
   */
  static Overhearing begin(ConnectionFactory connections, Predicate<String> isExcused) {
    Channel channel = connections.createConnection().createChannel(false);
    Overhearing overhearing = new Overhearing(channel, isExcused);
    try {
      String queue = channel.queueDeclare("", false, true, false, null).getQueue();
      for (String room : ROOMS) {
        channel.queueBind(queue, room, "#");
      }
      overhearing.tag = channel.basicConsume(queue, true, overhearing);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return overhearing;
  }

  @Override
  public void handleDelivery(
      String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
    if (!isExcused.test(properties.getMessageId())) {
      String text = new String(body, UTF_8);
      try {
        judge(envelope, properties, text);
      } catch (RuntimeException e) {
        faults.add(e + " at " + text);
      }
    }
  }

  void end() {
    try {
      getChannel().basicCancel(tag);
      getChannel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
    assertThat(faults).as("contradictions to asyncapi.yaml").isEmpty();
  }

  private void judge(Envelope envelope, BasicProperties properties, String body) {
    String room = envelope.getExchange();
    String key = envelope.getRoutingKey();
    Map<String, Object> headers = new HashMap<>(properties.getHeaders());
    headers.replaceAll((name, value) -> value instanceof LongString text ? text.toString() : value);
    API.channelOf(room, key)
        .ifPresentOrElse(
            channel -> faults.addAll(API.faults(channel, body, headers)),
            () -> faults.add("room " + room + " has no key " + key));
    Map<String, Object> event = JsonText.object(body);
    List<Object> announced =
        Arrays.asList(
            properties.getMessageId(),
            properties.getType(),
            properties.getContentType(),
            properties.getDeliveryMode());
    if (!announced.equals(List.of(event.get("id"), event.get("type"), CLOUD_EVENT, PERSISTENT))) {
      faults.add("the properties are " + announced + ", the message is " + body);
    }
  }
}
