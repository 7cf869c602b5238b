package orderbakery.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What an endpoint consumes. */
sealed interface ConsumedQueues {

  /** The durable ones of them. */
  List<String> names();

  /** Queues to consume on a new channel. */
  List<Subscription> on(Channel channel) throws IOException;

  /** Declares what the broker did not find. */
  void declare(IOException notFound, TopologyDeclarer declarer);

  /** Queues of a stage, of one partition or of all of them. */
  record OfStage(List<Subscription> subscriptions) implements ConsumedQueues {

    @Override
    public List<String> names() {
      return subscriptions.stream().map(Subscription::queue).toList();
    }

    @Override
    public List<Subscription> on(Channel channel) {
      return subscriptions;
    }

    @Override
    public void declare(IOException notFound, TopologyDeclarer declarer) {
      if (notFound instanceof MissingQueue missing) {
        declarer.declareQueue(missing.queue());
      }
    }
  }

  /** A queue of this process's own, under a new name each time. */
  record OfProcess(OwnQueue own, Map<String, Object> arguments, AtomicInteger count)
      implements ConsumedQueues {

    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public List<Subscription> on(Channel channel) throws IOException {
      String name = own.name() + "." + count.incrementAndGet();
      own.declare(name, channel);
      return List.of(new Subscription(name, arguments));
    }

    @Override
    public void declare(IOException notFound, TopologyDeclarer declarer) {
      own.bindings().forEach(binding -> declarer.declareRoom(binding.getExchange()));
    }
  }
}
