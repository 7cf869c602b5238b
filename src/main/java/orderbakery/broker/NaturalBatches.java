package orderbakery.broker;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import orderbakery.log.Partitions;
import org.apache.camel.component.springrabbit.ListenerContainerFactory;
import org.apache.camel.component.springrabbit.SpringRabbitMQEndpoint;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;

/**
 * Lets a {@code spring-rabbitmq:} consumer hand over natural batches: the first message at once,
 * and with it all that has arrived meanwhile.
 *
 * <p>One exchange per batch, its body a {@code List<Message>} from any of the endpoint's queues;
 * each queue keeps its order. Acknowledged when the route is done. Nothing is ever nacked: after a
 * failure, and at a stop, the channel is closed, and the broker puts everything back in its place.
 * An exclusive consumer, whose queue may end with its connection, gets an empty batch first
 * whenever it begins.
 *
 * <p>A queue name that ends in {@code .*} stands for that stage's queue of every partition; the
 * name of an {@link OwnQueue} for a new one on each connection.
 *
 * <p>The batch at work and what arrives behind it are at most 200 messages together, or twice the
 * batch size where that is fewer, shared out evenly among the queues; so no batch is larger. The
 * endpoint's {@code prefetchCount} has no say.
 */
public final class NaturalBatches implements ListenerContainerFactory {
  private final Broker broker;
  private final List<OwnQueue> own;
  private final int batchSize;
  private final Partitions partitions;
  private final Replica replica;

  /**
   * @param own the queues that this process has for itself
   * @param batchSize the most messages of one batch, which has 200 at most, however large this is
   * @param replica says which partitions' queues are consumed with priority
   */
  public NaturalBatches(
      Broker broker, List<OwnQueue> own, int batchSize, Partitions partitions, Replica replica) {
    this.broker = broker;
    this.own = List.copyOf(own);
    this.batchSize = batchSize;
    this.partitions = partitions;
    this.replica = replica;
  }

  @Override
  public AbstractMessageListenerContainer createListenerContainer(SpringRabbitMQEndpoint endpoint) {
    endpoint.setMessageConverter(new BatchConverter());
    return new BatchContainer(endpoint, broker, queuesOf(endpoint), batchSize);
  }

  private ConsumedQueues queuesOf(SpringRabbitMQEndpoint endpoint) {
    String names = endpoint.getQueues();
    return own.stream()
        .filter(queue -> queue.name().equals(names))
        .<ConsumedQueues>map(
            queue ->
                new ConsumedQueues.OfProcess(
                    queue, endpoint.getConsumerArgs(), new AtomicInteger()))
        .findFirst()
        .orElseGet(
            () ->
                new ConsumedQueues.OfStage(
                    Subscription.of(names, endpoint.getConsumerArgs(), partitions, replica)));
  }
}
