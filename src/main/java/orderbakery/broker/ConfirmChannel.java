package orderbakery.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel on which the broker confirms every message. Not for two senders at a time. */
final class ConfirmChannel {
  private static final int FEW = 3;

  private final NodeConnection connection;
  private final Channel channel;
  private final Unconfirmed unconfirmed = new Unconfirmed();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean isCutShort;

  private ConfirmChannel(NodeConnection connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
    channel.addConfirmListener(unconfirmed);
    channel.addReturnListener(unconfirmed);
    channel.addShutdownListener(unconfirmed);
  }

  /**
   * @throws IOException when the node does not answer in time, and is left then
   */
  static ConfirmChannel open(NodeConnection connection) throws IOException {
    Channel channel = connection.openChannel();
    try {
      channel.confirmSelect();
      return new ConfirmChannel(connection, channel);
    } catch (IOException e) {
      connection.leave("it opens no channel");
      throw e;
    }
  }

  boolean isOpen() {
    return channel.isOpen() && !isCutShort;
  }

  /** The code with which the broker closed it, 0 when it has not. */
  int replyCode() {
    return Reason.replyCode(channel.getCloseReason());
  }

  /** Sends them one behind the other and waits for nothing. */
  void send(String room, List<Publication> publications) throws IOException {
    if (isCutShort) {
      throw new IOException("the channel is being closed");
    }
    if (connection.blockedBy() != null) {
      throw new IOException("the broker is blocked: " + connection.blockedBy());
    }
    try {
      for (Publication publication : publications) {
        unconfirmed.add(channel.getNextPublishSeqNo(), publication);
        channel.basicPublish(
            room,
            publication.routingKey(),
            publication.isMandatory(),
            publication.properties(),
            publication.body());
      }
    } catch (IOException | RuntimeException | Error e) {
      // what was numbered here but not sent shifts the numbers against those of the broker
      isCutShort = true;
      Background.run(() -> connection.end(channel));
      throw e;
    }
  }

  /** Nobody waits for these any more. */
  void forget(List<Publication> publications) {
    unconfirmed.forget(publications);
  }

  /**
   * The node may be hanging, or cut off from the others: unless it has answered since, leave it. A
   * node that asks us to publish no more is not left, the others of its cluster ask the same.
   */
  void noAnswerSince(long nanoTime) {
    if (unconfirmed.lastAnswer() - nanoTime < 0 && connection.blockedBy() == null) {
      connection.leave("it confirms nothing");
    }
  }

  /** The node has taken all of one call. */
  void taken() {
    refusals.set(0);
  }

  /**
   * The node has refused messages of one call. A few such calls in a row: it has lost the others.
   */
  void refused() {
    if (refusals.incrementAndGet() >= FEW) {
      connection.leave("it refuses everything");
    }
  }
}
