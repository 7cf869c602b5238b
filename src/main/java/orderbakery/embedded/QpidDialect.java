package orderbakery.embedded;

import java.util.List;
import java.util.Map;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.DeclarableCustomizer;
import org.springframework.amqp.core.Exchange;
import org.springframework.amqp.core.Queue;

/**
 * Says in Qpid's words what a topology says in RabbitMQ's.
 *
 * <p>It changes the declarable itself, because listeners later ask that very queue for its name;
 * once translated it is left alone, so a repeated declaration is the same. Qpid wants the target of
 * an alternate binding to exist: declare the alternate exchange before its users.
 */
public final class QpidDialect implements DeclarableCustomizer {
  private static final String ALTERNATE = "alternateBinding";

  /** Puts Qpid's arguments in the place of RabbitMQ's. */
  @Override
  public Declarable apply(Declarable declarable) {
    if (declarable instanceof Queue queue) {
      translate(queue);
    } else if (declarable instanceof Exchange exchange) {
      translate(exchange);
    }
    return declarable;
  }

  private static void translate(Exchange exchange) {
    Object target = exchange.removeArgument("alternate-exchange");
    if (target != null) {
      exchange.addArgument(ALTERNATE, destination(target));
    }
  }

  private static void translate(Queue queue) {
    limitLength(queue);
    limitAge(queue);
    deadLetter(queue);
    dropWhatOnlyRabbitMqKnows(queue);
  }

  private static void limitLength(Queue queue) {
    Object limit = queue.removeArgument("x-max-length");
    Object overflow = queue.removeArgument("x-overflow");
    if (overflow != null && !overflow.equals("drop-head")) {
      // Qpid's REJECT confirms what it rejected unless the publisher set the mandatory flag
      throw unknown(queue, "x-overflow", overflow, "drop-head");
    }
    if (limit != null) {
      queue.addArgument("maximumQueueDepthMessages", limit);
      queue.addArgument("overflowPolicy", "RING");
    }
  }

  private static void limitAge(Queue queue) {
    Object milliseconds = queue.removeArgument("x-message-ttl");
    if (milliseconds != null) {
      queue.addArgument("maximumMessageTtl", milliseconds);
      queue.addArgument("expiryPolicy", "ROUTE_TO_ALTERNATE");
    }
  }

  private static void deadLetter(Queue queue) {
    Object exchange = queue.removeArgument("x-dead-letter-exchange");
    Object routingKey = queue.removeArgument("x-dead-letter-routing-key");
    if (exchange != null) {
      queue.addArgument(ALTERNATE, destination(deadLetterTarget(queue, exchange, routingKey)));
    }
  }

  // Qpid's dead letters keep the routing key that they came with, or go straight to a queue
  private static Object deadLetterTarget(Queue queue, Object exchange, Object routingKey) {
    boolean toQueue = exchange.equals("");
    if (toQueue == (routingKey == null)) {
      throw unknown(queue, "x-dead-letter-routing-key", routingKey, "a queue with exchange \"\"");
    }
    return toQueue ? routingKey : exchange;
  }

  private static void dropWhatOnlyRabbitMqKnows(Queue queue) {
    List.copyOf(queue.getArguments().keySet()).stream()
        .filter(name -> name.startsWith("x-") && !name.equals("x-single-active-consumer"))
        .forEach(queue::removeArgument);
  }

  private static Map<String, Object> destination(Object name) {
    return Map.of("destination", name);
  }

  private static IllegalArgumentException unknown(
      Queue queue, String argument, Object found, String needed) {
    return new IllegalArgumentException(
        "queue %s: %s is %s; the embedded broker knows only %s"
            .formatted(queue.getName(), argument, found, needed));
  }
}
