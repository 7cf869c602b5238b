package orderbakery.broker;

import static com.rabbitmq.client.AMQP.NOT_FOUND;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;
import org.springframework.amqp.rabbit.support.DefaultMessagePropertiesConverter;
import org.springframework.amqp.rabbit.support.MessagePropertiesConverter;

/** One channel: everything on it is acknowledged in order, or comes back in order. */
final class BatchSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchSession.class);

  /** What a batch at work takes of the heap is some ten times as much. */
  private static final int BATCH_BYTES = 8 * 1024 * 1024;

  /**
   * Nobody counts bytes of what arrives: as many messages as fit where each is as big as can be.
   */
  private static final int MOST_ARRIVING = 200;

  private final MessagePropertiesConverter properties = new DefaultMessagePropertiesConverter();
  private final Arrivals arrivals = new Arrivals();
  private final NodeConnection connection;
  private final Channel channel;
  private final Stage stage;
  private final boolean exclusive;
  private final int batchSize;
  private volatile boolean givenBack;

  private BatchSession(
      NodeConnection connection, Channel channel, Stage stage, boolean exclusive, int batchSize) {
    this.connection = connection;
    this.channel = channel;
    this.stage = stage;
    this.exclusive = exclusive;
    this.batchSize = batchSize;
    channel.addShutdownListener(cause -> arrivals.close());
  }

  /**
   * Consumes the queues on a channel of its own.
   *
   * @throws IOException if the broker refuses, for instance because a queue does not exist, or does
   *     not answer in time; its node is left then
   */
  static BatchSession open(
      NodeConnection connection,
      ConsumedQueues queues,
      Stage stage,
      boolean exclusive,
      int batchSize)
      throws IOException {
    Channel channel = connection.openChannel();
    BatchSession session = new BatchSession(connection, channel, stage, exclusive, batchSize);
    try {
      session.consume(queues.on(channel));
      return session;
    } catch (IOException | RuntimeException | Error e) {
      if (Reason.isSilence(e)) {
        connection.leave("it lets nobody consume");
      }
      session.close();
      throw e;
    }
  }

  private void consume(List<Subscription> subscriptions) throws IOException {
    // the broker counts it for each consumer: together they hold the batch at work and what arrives
    int arriving = Math.min(2 * batchSize, MOST_ARRIVING);
    channel.basicQos(Math.max(1, arriving / subscriptions.size()));
    for (Subscription subscription : subscriptions) {
      String queue = subscription.queue();
      try {
        channel.basicConsume(
            queue, false, "", false, exclusive, subscription.arguments(), new Arriving(queue));
      } catch (IOException e) {
        throw Reason.replyCode(e) == NOT_FOUND ? new MissingQueue(queue, e) : e;
      }
    }
  }

  /**
   * Hands the route of an exclusive consumer an empty batch: its queue may have ended with the last
   * session, and with it what was waiting there.
   */
  void begin(ChannelAwareMessageListener route) throws InterruptedException {
    if (exclusive) {
      handOver(new MessageBatch(List.of()), route);
    }
  }

  private void handOver(MessageBatch batch, ChannelAwareMessageListener route)
      throws InterruptedException {
    try {
      route.onMessage(batch, channel);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | Error e) {
      throw new RouteFailed(e);
    }
  }

  /**
   * Waits for a batch, hands it to the route and acknowledges it.
   *
   * @return false when the channel is closed or the session was told to {@link #end()} or to {@link
   *     #giveBack()}
   * @throws RouteFailed with what the route threw
   * @throws IOException what the broker said to the acknowledgement
   */
  boolean handleNextBatch(ChannelAwareMessageListener route)
      throws IOException, InterruptedException {
    List<Message> batch = arrivals.take(batchSize, BATCH_BYTES);
    if (batch.isEmpty()) {
      return false;
    }
    long last = batch.get(batch.size() - 1).getMessageProperties().getDeliveryTag();
    stage.began();
    handOver(new MessageBatch(batch), route);
    if (givenBack) {
      return false;
    }
    channel.basicAck(last, true);
    stage.handled(batch);
    return true;
  }

  /** Lets the batch at work come to its end, and takes no other. */
  void end() {
    arrivals.close();
  }

  /**
   * Ends the channel under the batch at work: the broker hands it, and all that has arrived, to
   * another process. The route goes on with it until it is done; to do something twice is harmless.
   */
  void giveBack() {
    if (!givenBack) {
      givenBack = true;
      LOG.info("What {} is at work on goes back to the broker, for others to take", stage.name());
      close();
    }
  }

  boolean isGivenBack() {
    return givenBack;
  }

  /** Why the channel is closed, or null while it is open. */
  ShutdownSignalException closeReason() {
    return channel.getCloseReason();
  }

  @Override
  public void close() {
    arrivals.close();
    connection.end(channel);
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
    public void handleCancel(String tag) {
      arrivals.close();
    }
  }
}
