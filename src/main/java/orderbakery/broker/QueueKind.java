package orderbakery.broker;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.QueueBuilder.Overflow;

/**
 * Builds the queues of the topology.
 *
 * @param type {@code quorum} or {@code classic}
 */
record QueueKind(String type) {
  private static final String QUORUM = "quorum";
  private static final String CLASSIC = "classic";
  private static final int SIGNALS = 1000;
  // RabbitMQ 4 drops what was delivered 20 times; 3.10 takes -1 for "at the first return"
  private static final int DELIVERIES = 1_000_000_000;

  QueueKind {
    if (!type.equals(QUORUM) && !type.equals(CLASSIC)) {
      throw new IllegalArgumentException(
          "bakery.broker.queue-type is '%s', it must be quorum or classic".formatted(type));
    }
  }

  /** One consumer at a time: the queue of a stage and partition. */
  Queue single(String name) {
    return durable(name).singleActiveConsumer().build();
  }

  /** One consumer at a time, and only the newest: a signal says no more than the one before. */
  Queue signals(String name) {
    return durable(name)
        .singleActiveConsumer()
        .maxLength(SIGNALS)
        .overflow(Overflow.dropHead)
        .build();
  }

  /** Any number of consumers, so that an operator may look into it with basic.get. */
  Queue open(String name) {
    return durable(name).build();
  }

  private QueueBuilder durable(String name) {
    QueueBuilder queue = QueueBuilder.durable(name).withArgument("x-queue-type", type);
    return type.equals(QUORUM) ? queue.withArgument("x-delivery-limit", DELIVERIES) : queue;
  }
}
