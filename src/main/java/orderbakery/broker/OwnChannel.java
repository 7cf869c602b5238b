package orderbakery.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;

/** A channel for one question, which ends with its connection where the node does not answer. */
record OwnChannel(NodeConnection connection, Channel channel) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * @throws BrokerAway when the broker does not answer
   */
  static OwnChannel open(BrokerLink link) {
    try {
      NodeConnection connection = link.await(System.nanoTime() + PATIENCE.toNanos());
      return new OwnChannel(connection, connection.openChannel());
    } catch (IOException | ShutdownSignalException e) {
      throw new BrokerAway("The broker is away", e);
    }
  }

  /**
   * This one while it is open, or else another: the broker closes a channel that asks for what it
   * does not have.
   *
   * @throws BrokerAway when the broker does not answer
   */
  OwnChannel orAnother(BrokerLink link) {
    return channel.isOpen() ? this : open(link);
  }

  /** Ends it, open or not. */
  @Override
  public void close() {
    connection.end(channel);
  }
}
