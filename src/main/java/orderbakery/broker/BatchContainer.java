package orderbakery.broker;

import static com.rabbitmq.client.AMQP.NOT_FOUND;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/** Starts and stops the one thread of a consumer in natural batches. */
final class BatchContainer extends AbstractMessageListenerContainer {
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(30);

  private final Broker broker;
  private final BrokerLink link;
  private final ConsumedQueues queues;
  private final Stage stage;
  private final int batchSize;
  private volatile BatchWorker worker;
  private volatile Thread thread;

  BatchContainer(
      SpringRabbitMQEndpoint endpoint, Broker broker, ConsumedQueues queues, int batchSize) {
    this.broker = broker;
    this.queues = queues;
    this.link = queues.names().isEmpty() ? broker.listening() : broker.consuming();
    this.stage = broker.vitals().stage(endpoint.getQueues(), queues.names());
    this.batchSize = batchSize;
    setQueueNames(endpoint.getQueues());
    setConnectionFactory(endpoint.getConnectionFactory());
    setExclusive(endpoint.isExclusive());
    setAutoDeclare(false);
    setShutdownTimeout(endpoint.getComponent().getShutdownTimeout());
    setListenerId(endpoint.getQueues());
  }

  @Override
  protected void doInitialize() {
    // all is said to the constructor
  }

  /** Would open a connection of Spring's own, and wait for a node that hangs. */
  @Override
  protected void checkMismatchedQueues() {
    // the topology was declared before
  }

  @Override
  protected void doStart() {
    super.doStart();
    worker =
        new BatchWorker(
            stage, this::open, (ChannelAwareMessageListener) getMessageListener(), broker.outage());
    stage.begins(worker);
    thread = new Thread(worker, "batches of " + getListenerId());
    thread.start();
  }

  private BatchSession open() throws IOException {
    NodeConnection connection = link.await(System.nanoTime() + CONNECTED_WITHIN.toNanos());
    try {
      return BatchSession.open(connection, queues, stage, isExclusive(), batchSize);
    } catch (IOException e) {
      if (Reason.replyCode(e) == NOT_FOUND) {
        queues.declare(e, broker.declarer());
      }
      throw e;
    }
  }

  /** The batch at hand has the shutdown timeout to end by itself, then again to be interrupted. */
  @Override
  protected void shutdownAndWaitOrCallback(Runnable callback) {
    worker.stop();
    try {
      thread.join(Math.max(1, getShutdownTimeout()));
      thread.interrupt();
      thread.join(Math.max(1, getShutdownTimeout()));
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    if (callback != null) {
      callback.run();
    }
  }
}
