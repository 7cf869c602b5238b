package orderbakery.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.amqp.core.Binding;

/**
 * The queue that a process has for itself, while a connection lasts: exclusive, not durable. Each
 * connection has one with a new name, since a broker that has not yet noticed the end of the last
 * connection would refuse the old name.
 *
 * @param name how the routes call it
 */
public record OwnQueue(String name, List<Binding> bindings) {

  public OwnQueue {
    bindings = List.copyOf(bindings);
  }

  /** Declares it under this name, and what leads to it. */
  void declare(String newName, Channel channel) throws IOException {
    // not auto-delete, which Qpid would do before it is consumed
    channel.queueDeclare(newName, false, true, false, Map.of("x-queue-type", "classic"));
    for (Binding binding : bindings) {
      channel.queueBind(newName, binding.getExchange(), binding.getRoutingKey());
    }
  }
}
