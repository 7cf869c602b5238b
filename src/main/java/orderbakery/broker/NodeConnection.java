package orderbakery.broker;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to one node, which can be left at once, whether the node answers or not. */
final class NodeConnection {
  private static final Logger LOG = LoggerFactory.getLogger(NodeConnection.class);
  private static final int CLOSE_MILLIS = 5_000;

  private final Connection connection;
  private final Address node;
  private final Socket socket;
  private final Nodes nodes;
  private final Executor threads;
  private volatile String blockedBy;

  /**
   * @param threads for what waits for the node
   */
  NodeConnection(
      Connection connection, Address node, Socket socket, Nodes nodes, Executor threads) {
    this.connection = connection;
    this.node = node;
    this.socket = socket;
    this.nodes = nodes;
    this.threads = threads;
    connection.addBlockedListener(new Blocked());
    connection.addShutdownListener(
        cause -> {
          if (!cause.isInitiatedByApplication()) {
            nodes.putLast(node);
          }
        });
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /**
   * Why the broker, low on memory or disk, asks us to publish no more; null when it does not. Who
   * goes on fills the socket's buffer and then hangs in a write.
   */
  String blockedBy() {
    return blockedBy;
  }

  /** A new channel; a node that does not give one in time is left. */
  Channel openChannel() throws IOException {
    try {
      return connection
          .openChannel()
          .orElseThrow(() -> new IOException("the connection has no channel left"));
    } catch (ChannelContinuationTimeoutException e) {
      leave("it opens no channel");
      throw e;
    }
  }

  /**
   * Ends a channel, so that the broker puts back what was not acknowledged; together with its
   * connection when the node does not answer, or no thread is left to wait for that.
   */
  void end(Channel channel) {
    try {
      CompletableFuture.runAsync(() -> abort(channel), threads)
          .get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | OutOfMemoryError e) {
      leave("a channel does not close");
    } catch (InterruptedException e) {
      // it ends without us
      Thread.currentThread().interrupt();
    }
  }

  private static void abort(Channel channel) {
    try {
      channel.abort();
    } catch (IOException e) {
      LOG.debug("an abort reports nothing", e);
    }
  }

  /**
   * Leaves the node: the next connection is to another one, where there is one. The socket is cut:
   * the protocol's own close would wait for an answer, and for a write that may hang.
   */
  void leave(String why) {
    LOG.debug("Leaving {}: {}", node, why);
    nodes.putLast(node);
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      LOG.debug("The socket to {} was closed already", node, e);
    }
  }

  /** Ends it in good order, or else cuts it. */
  void close() {
    connection.abort(CLOSE_MILLIS);
    leave("closed");
  }

  private final class Blocked implements BlockedListener {

    @Override
    public void handleBlocked(String why) {
      blockedBy = why;
    }

    @Override
    public void handleUnblocked() {
      blockedBy = null;
    }
  }
}
