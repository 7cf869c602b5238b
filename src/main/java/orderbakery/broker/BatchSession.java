package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.List;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;
import org.springframework.amqp.rabbit.support.MessagePropertiesConverter;

/** One channel: everything on it is acknowledged in order, or comes back in order. */
final class BatchSession implements AutoCloseable {
  private final MessagePropertiesConverter properties = new DefaultMessagePropertiesConverter();
  private final Arrivals arrivals = new Arrivals();
  private final Channel channel;
  private final boolean exclusive;
  private final int batchSize;

  private BatchSession(Channel channel, boolean exclusive, int batchSize) {
    this.channel = channel;
    this.exclusive = exclusive;
    this.batchSize = batchSize;
    channel.addShutdownListener(cause -> arrivals.close());
  }

  /**
   * Consumes the queues on a channel of its own. That is the client's, not one of Spring's cache,
   * which puts the close of a channel off by 5 s where publisher returns are on.
   *
   * @throws IOException if the broker refuses, for instance because a queue does not exist
   */
  static BatchSession open(
      Connection connection, List<Subscription> subscriptions, boolean exclusive, int batchSize)
      throws IOException {
    Channel channel =
        connection
            .getDelegate()
            .openChannel()
            .orElseThrow(() -> new IOException("The connection has no channel left"));
    BatchSession session = new BatchSession(channel, exclusive, batchSize);
    try {
      session.consume(subscriptions);
      return session;
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void consume(List<Subscription> subscriptions) throws IOException {
    // the broker counts it for each consumer: together they hold two batches
    channel.basicQos(Math.max(1, 2 * batchSize / subscriptions.size()));
    for (Subscription subscription : subscriptions) {
      String queue = subscription.queue();
      channel.basicConsume(
          queue, false, "", false, exclusive, subscription.arguments(), new Arriving(queue));
    }
  }

  /**
   * Hands the route of an exclusive consumer an empty batch: its queue may have ended with the last
   * session, and with it what was waiting there.
   */
  void begin(ChannelAwareMessageListener route) throws Exception {
    if (exclusive) {
      route.onMessage(new MessageBatch(List.of()), channel);
    }
  }

  /**
   * Waits for a batch, hands it to the route and acknowledges it.
   *
   * @return false when the channel is closed or the session was told to {@link #end()}
   * @throws Exception what the route threw, or what the broker said to the acknowledgement
   */
  boolean handleNextBatch(ChannelAwareMessageListener route) throws Exception {
    List<Message> batch = arrivals.take(batchSize);
    if (batch.isEmpty()) {
      return false;
    }
    long last = batch.get(batch.size() - 1).getMessageProperties().getDeliveryTag();
    route.onMessage(new MessageBatch(batch), channel);
    channel.basicAck(last, true);
    return true;
  }

  /** Lets the batch at work come to its end, and takes no other. */
  void end() {
    arrivals.close();
  }

  /** Why the channel is closed, or null while it is open. */
  ShutdownSignalException closeReason() {
    return channel.getCloseReason();
  }

  @Override
  public void close() throws IOException {
    arrivals.close();
    channel.abort();
  }

  private final class Arriving extends DefaultConsumer {
    private final String queue;

    Arriving(String queue) {
      super(channel);
      this.queue = queue;
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties headers, byte[] body) {
      MessageProperties converted = properties.toMessageProperties(headers, envelope, UTF_8.name());
      converted.setConsumerQueue(queue);
      arrivals.add(new Message(body, converted));
    }

    /** The broker ended one consumer, its queue was deleted or moved: all begin again. */
    @Override
    public void handleCancel(String tag) throws IOException {
      channel.abort();
    }
  }
}
