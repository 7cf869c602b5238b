package orderbakery.broker;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to the broker for one purpose. It is opened when somebody asks for it, in the
 * background, and again after it was lost: whoever needs it waits for as long as he likes.
 */
final class BrokerLink {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
  private static final long PAUSE = Duration.ofMillis(200).toNanos();

  private final String purpose;
  private final ConnectionFactory factory;
  private final Nodes nodes;
  private final Executor threads;
  private final AtomicReference<Socket> newest = new AtomicReference<>();
  private CompletableFuture<NodeConnection> current;
  private long failedAt;
  private boolean closed;

  /**
   * @param purpose how the broker's own list of connections calls it
   * @param factory is not changed
   */
  BrokerLink(String purpose, ConnectionFactory factory, Nodes nodes) {
    this(purpose, factory, nodes, Background::run);
  }

  BrokerLink(String purpose, ConnectionFactory factory, Nodes nodes, Executor threads) {
    this.purpose = purpose;
    this.factory = factory.clone();
    this.factory.setSocketConfigurator(factory.getSocketConfigurator().andThen(newest::set));
    this.nodes = nodes;
    this.threads = threads;
  }

  /** The connection there is, or the one that is being opened; fails when no node takes us. */
  synchronized CompletableFuture<NodeConnection> connection() {
    if (closed) {
      return CompletableFuture.failedFuture(new IOException("this process is being stopped"));
    }
    if (current == null || isLost(current)) {
      return begin();
    }
    return current;
  }

  /** Where no thread starts, whoever asks next tries again. */
  private CompletableFuture<NodeConnection> begin() {
    CompletableFuture<NodeConnection> opening = new CompletableFuture<>();
    try {
      threads.execute(() -> open(opening));
      current = opening;
    } catch (OutOfMemoryError e) {
      opening.completeExceptionally(new IOException("no thread to connect: " + e.getMessage(), e));
    }
    return opening;
  }

  /**
   * Waits for the connection.
   *
   * @param deadline in nanoseconds of {@link System#nanoTime}
   * @throws IOException when there is none until then, or this thread was interrupted, which it
   *     still is
   */
  NodeConnection await(long deadline) throws IOException {
    try {
      return connection().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no connection in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private boolean isLost(CompletableFuture<NodeConnection> connection) {
    if (connection.isCompletedExceptionally()) {
      return System.nanoTime() - failedAt >= PAUSE;
    }
    return connection.isDone() && !connection.join().isOpen();
  }

  // an Error too: a thread that cannot be started ends the attempt, not the link
  private void open(CompletableFuture<NodeConnection> opening) {
    IOException failure = null;
    for (Address node : nodes.inOrder()) {
      try {
        Connection connection = factory.newConnection(List.of(node), purpose);
        complete(opening, new NodeConnection(connection, node, newest.get(), nodes, threads));
        return;
      } catch (TimeoutException e) {
        failure = new IOException("no connection to " + node + ": no answer", e);
      } catch (IOException | RuntimeException e) {
        failure = new IOException("no connection to " + node + ": " + e.getMessage(), e);
      } catch (Error e) {
        abandon(newest.get());
        failure = new IOException("no connection to " + node + ": " + e.getMessage(), e);
      }
    }
    fail(opening, failure);
  }

  /** The client closes the socket after an exception only. */
  private static void abandon(Socket socket) {
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("The socket was closed already", e);
      }
    }
  }

  private synchronized void complete(
      CompletableFuture<NodeConnection> opening, NodeConnection connection) {
    if (closed) {
      opening.completeExceptionally(new IOException("this process is being stopped"));
      threads.execute(connection::close);
    } else {
      opening.complete(connection);
    }
  }

  private synchronized void fail(CompletableFuture<NodeConnection> opening, IOException failure) {
    failedAt = System.nanoTime();
    opening.completeExceptionally(failure);
  }

  /** Ends the connection; there will be no other. */
  void close() {
    NodeConnection open;
    synchronized (this) {
      closed = true;
      boolean opened = current != null && current.isDone() && !current.isCompletedExceptionally();
      open = opened ? current.join() : null;
    }
    if (open != null) {
      open.close();
    }
  }
}
