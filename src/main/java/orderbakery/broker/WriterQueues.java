package orderbakery.broker;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;

/** The queues of commands that the writer has yet to append to the log. */
public final class WriterQueues {
  private final Broker broker;

  public WriterQueues(Broker broker) {
    this.broker = broker;
  }

  /**
   * How many commands wait to be taken, in all of the first partitions. A broker that confirms
   * nothing is not asked.
   *
   * @throws BrokerAway when the broker does not answer
   */
  public long count(int partitions) {
    if (!broker.vitals().confirms()) {
      throw new BrokerAway(
          "The queues of the writer are not counted", new IOException("nothing is confirmed"));
    }
    try (OwnChannel own = OwnChannel.open(broker.asking())) {
      long count = 0;
      for (int partition = 0; partition < partitions; partition++) {
        count += own.channel().messageCount(Topology.EVENTS_WRITER + partition);
      }
      return count;
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway("The queues of the writer cannot be counted", e);
    }
  }

  /**
   * Whether no command of a partition waits to be taken, nor lies among the dead letters.
   *
   * @throws BrokerAway when the broker does not answer
   */
  public boolean isEmpty(int partition) {
    try (OwnChannel own = OwnChannel.open(broker.asking())) {
      String queue = Topology.EVENTS_WRITER + partition;
      return own.channel().messageCount(queue) == 0
          && own.channel().messageCount(queue + Topology.DEAD) == 0;
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway("The queue of the writer cannot be counted", e);
    }
  }
}
