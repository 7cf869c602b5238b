package orderbakery.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A durable queue and the thread that works it off in natural batches, with drivers alone. */
final class Stage {
  static final int BATCH = 500;
  private static final long CONFIRMED_WITHIN_MILLIS = TimeUnit.MINUTES.toMillis(2);

  /** A message. */
  record Order(String id, String body) {}

  /** What is done with a batch before it is acknowledged; with a channel that confirms. */
  interface Work {
    void on(List<Order> batch, Channel channel) throws Exception;
  }

  private Stage() {}

  /** Declares the queue and starts its thread. */
  static void start(Connection connection, String queue, Work work) throws IOException {
    Channel channel = confirming(connection);
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
    channel.basicQos(2 * BATCH);
    BlockingQueue<Delivery> arrived = new LinkedBlockingQueue<>();
    channel.basicConsume(queue, false, (tag, it) -> arrived.add(it), tag -> {});
    new Thread(() -> work(channel, arrived, work), queue).start();
  }

  private static void work(Channel channel, BlockingQueue<Delivery> arrived, Work work) {
    try {
      while (true) {
        List<Delivery> batch = new ArrayList<>(List.of(arrived.take()));
        arrived.drainTo(batch, BATCH - 1);
        work.on(
            batch.stream()
                .map(
                    it ->
                        new Order(
                            it.getProperties().getMessageId(), new String(it.getBody(), UTF_8)))
                .toList(),
            channel);
        channel.basicAck(batch.get(batch.size() - 1).getEnvelope().getDeliveryTag(), true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1); // a figure without this stage would be none
    }
  }

  static Channel confirming(Connection connection) throws IOException {
    Channel channel = connection.createChannel();
    channel.confirmSelect();
    return channel;
  }

  /** Returns once all are confirmed. */
  static void publish(Channel channel, String queue, List<Order> orders) throws Exception {
    for (Order order : orders) {
      send(channel, queue, order);
    }
    channel.waitForConfirmsOrDie(CONFIRMED_WITHIN_MILLIS);
  }

  /** Sends one, and does not wait. */
  static void send(Channel channel, String queue, Order order) throws IOException {
    channel.basicPublish(
        "",
        queue,
        new BasicProperties.Builder().deliveryMode(2).messageId(order.id()).build(),
        order.body().getBytes(UTF_8));
  }
}
