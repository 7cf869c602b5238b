package orderbakery.embedded;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process with a broker and a publisher that reports each confirmed batch, until it is killed.
 */
final class ConfirmedPublisher {
  static final String QUEUE = "orders";
  static final int BATCH = 100;

  private ConfirmedPublisher() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.open(Path.of(arguments[0]), 0);
        Connection connection = BrokerClient.connect(broker)) {
      Channel channel = BrokerClient.confirming(connection);
      channel.queueDeclare(QUEUE, true, false, false, null);
      for (int first = 0; ; first += BATCH) {
        BrokerClient.publish(channel, "", QUEUE, batchFrom(first));
        System.out.println("confirmed up to " + (first + BATCH) + ".");
      }
    }
  }

  private static List<String> batchFrom(int first) {
    return IntStream.range(first, first + BATCH).mapToObj(Integer::toString).toList();
  }
}
