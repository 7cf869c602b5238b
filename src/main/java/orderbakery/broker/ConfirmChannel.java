package orderbakery.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import org.springframework.amqp.rabbit.connection.Connection;

/** A channel on which the broker confirms every message. Not for two threads at a time. */
final class ConfirmChannel {
  private final Channel channel;
  private final Unconfirmed unconfirmed = new Unconfirmed();

  private ConfirmChannel(Channel channel) {
    this.channel = channel;
    channel.addConfirmListener(unconfirmed);
    channel.addReturnListener(unconfirmed);
    channel.addShutdownListener(unconfirmed);
  }

  static ConfirmChannel open(Connection connection) throws IOException {
    Channel channel =
        connection
            .getDelegate()
            .openChannel()
            .orElseThrow(() -> new IOException("The connection has no channel left"));
    channel.confirmSelect();
    return new ConfirmChannel(channel);
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  /** Sends them one behind the other and waits for nothing. */
  void send(String room, List<Publication> publications) throws IOException {
    try {
      for (Publication publication : publications) {
        unconfirmed.add(channel.getNextPublishSeqNo(), publication);
        channel.basicPublish(
            room, publication.routingKey(), true, publication.properties(), publication.body());
      }
    } catch (IOException | RuntimeException e) {
      // what was numbered here but not sent shifts the numbers against those of the broker
      channel.abort();
      throw e;
    }
  }

  /** Nobody waits for these any more. */
  void forget(List<Publication> publications) {
    unconfirmed.forget(publications);
  }
}
