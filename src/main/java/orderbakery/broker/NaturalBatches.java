package orderbakery.broker;

import java.util.List;
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
 * <p>A queue name that ends in {@code .*} stands for that stage's queue of every partition. At most
 * two batches are in memory, one at work and one arriving; the endpoint's {@code prefetchCount} has
 * no say.
 */
public final class NaturalBatches implements ListenerContainerFactory {
  private final int batchSize;
  private final Partitions partitions;
  private final Replica replica;

  /**
   * @param batchSize the most messages of one batch
   * @param replica says which partitions' queues are consumed with priority
   */
  public NaturalBatches(int batchSize, Partitions partitions, Replica replica) {
    this.batchSize = batchSize;
    this.partitions = partitions;
    this.replica = replica;
  }

  @Override
  public AbstractMessageListenerContainer createListenerContainer(SpringRabbitMQEndpoint endpoint) {
    if (!(endpoint.getMessageConverter() instanceof BatchConverter)) {
      endpoint.setMessageConverter(new BatchConverter(endpoint.getMessageConverter()));
    }
    List<Subscription> subscriptions =
        Subscription.of(endpoint.getQueues(), endpoint.getConsumerArgs(), partitions, replica);
    return new BatchContainer(endpoint, subscriptions, batchSize);
  }
}
