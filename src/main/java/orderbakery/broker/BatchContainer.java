package orderbakery.broker;

import java.io.IOException;
import java.util.List;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.api.ChannelAwareMessageListener;

/** Starts and stops the one thread of a consumer in natural batches. */
final class BatchContainer extends AbstractMessageListenerContainer {
  private final List<Subscription> subscriptions;
  private final int batchSize;
  private volatile BatchWorker worker;
  private volatile Thread thread;

  BatchContainer(SpringRabbitMQEndpoint endpoint, List<Subscription> subscriptions, int batchSize) {
    this.subscriptions = subscriptions;
    this.batchSize = batchSize;
    setQueueNames(subscriptions.stream().map(Subscription::queue).toArray(String[]::new));
    setConnectionFactory(endpoint.getConnectionFactory());
    setExclusive(endpoint.isExclusive());
    setAmqpAdmin(endpoint.getComponent().getAmqpAdmin());
    setAutoDeclare(false);
    setShutdownTimeout(endpoint.getComponent().getShutdownTimeout());
    setListenerId(endpoint.getQueues());
  }

  @Override
  protected void doInitialize() {
    // all is said to the constructor
  }

  @Override
  protected void doStart() {
    super.doStart();
    worker =
        new BatchWorker(
            getListenerId(), this::open, (ChannelAwareMessageListener) getMessageListener());
    thread = new Thread(worker, "batches of " + getListenerId());
    thread.start();
  }

  private BatchSession open() throws IOException {
    try {
      return BatchSession.open(
          getConnectionFactory().createConnection(), subscriptions, isExclusive(), batchSize);
    } catch (IOException e) {
      declareAgain();
      throw e;
    }
  }

  /** A queue may have been deleted: the next try finds it. */
  private void declareAgain() {
    AmqpAdmin admin = getAmqpAdmin();
    if (admin != null) {
      admin.initialize();
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
