package orderbakery.broker;

import static org.springframework.amqp.core.Binding.DestinationType.QUEUE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.TopicExchange;

/**
 * A room of one test, with the queues of one stage: the message with key {@code p} goes to the
 * queue of partition p.
 */
record TopicRoom(String name, String stage, int partitions) {

  static TopicRoom withPartitions(int partitions) {
    String id = UUID.randomUUID().toString();
    return new TopicRoom("room-" + id, "stage-" + id, partitions);
  }

  String queue(int partition) {
    return stage + "." + partition;
  }

  Declarables declarables() {
    QueueKind kind = new QueueKind("quorum");
    List<Declarable> all = new ArrayList<>();
    all.add(new TopicExchange(name));
    IntStream.range(0, partitions)
        .forEach(
            partition -> {
              all.add(kind.single(queue(partition)));
              all.add(new Binding(queue(partition), QUEUE, name, "" + partition, Map.of()));
            });
    return new Declarables(all);
  }
}
