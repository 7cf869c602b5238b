package orderbakery.broker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import orderbakery.log.Partitions;

/**
 * A queue to consume, with the arguments of its consumer.
 *
 * @param arguments {@code x-priority} among them, where the queue belongs to a partition
 */
record Subscription(String queue, Map<String, Object> arguments) {
  private static final String EVERY_PARTITION = ".*";
  private static final String PRIORITY = "x-priority";
  private static final int PREFERRED = 10;
  private static final int SPARE = 0;

  /**
   * The queues that an endpoint names, comma-separated: {@code events-writer.*} stands for that
   * stage's queue of every partition, any other name for itself.
   */
  static List<Subscription> of(
      String names, Map<String, Object> arguments, Partitions partitions, Replica replica) {
    return Arrays.stream(names.split(","))
        .map(String::trim)
        .flatMap(name -> expand(name, arguments, partitions, replica))
        .toList();
  }

  private static Stream<Subscription> expand(
      String name, Map<String, Object> arguments, Partitions partitions, Replica replica) {
    if (!name.endsWith(EVERY_PARTITION)) {
      return Stream.of(new Subscription(name, arguments));
    }
    String stage = name.substring(0, name.length() - EVERY_PARTITION.length());
    return partitions
        .all()
        .mapToObj(
            partition ->
                new Subscription(
                    stage + "." + partition,
                    withPriority(arguments, replica.prefers(partition) ? PREFERRED : SPARE)));
  }

  private static Map<String, Object> withPriority(Map<String, Object> arguments, int priority) {
    Map<String, Object> prioritised = new HashMap<>(arguments);
    prioritised.put(PRIORITY, priority);
    return prioritised;
  }
}
