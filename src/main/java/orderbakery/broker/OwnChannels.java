package orderbakery.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Channels for one question each. They are the client's, not those of Spring's cache, which would
 * lie there with what was not acknowledged.
 */
record OwnChannels(ConnectionFactory connections) {

  /**
   * @throws BrokerAway when the broker does not answer
   */
  Channel open() {
    try {
      return connections
          .createConnection()
          .getDelegate()
          .openChannel()
          .orElseThrow(() -> new IOException("the connection has no channel left"));
    } catch (IOException | AmqpException | ShutdownSignalException e) {
      throw new BrokerAway("The broker is away", e);
    }
  }

  /** Ends it, open or not. */
  static void abandon(Channel channel) {
    try {
      channel.abort();
    } catch (IOException e) {
      throw new UncheckedIOException("an abort reports nothing", e);
    }
  }
}
