package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A machine that starts no more threads, for a while. */
class BrokerLinkTest {
  private static final Address NODE = new Address("nowhere", 1);

  private final Nodes nodes = new Nodes(List.of(NODE));

  @Test
  void triesAgainOnceAThreadStarts() {
    AtomicBoolean full = new AtomicBoolean(true);
    Queue<Runnable> started = new ArrayDeque<>();
    Executor threads =
        task -> {
          if (full.get()) {
            throw noThread();
          }
          started.add(task);
        };
    BrokerLink link = new BrokerLink("asking", new ConnectionFactory(), nodes, threads);

    assertThatThrownBy(() -> link.connection().join()).hasMessageContaining("no thread to connect");
    full.set(false);

    assertThat(link.connection()).isNotDone();
    assertThat(started).hasSize(1);
  }

  @Test
  void failsAnAttemptForWhichTheClientStartsNoThread() {
    BrokerLink link = new BrokerLink("asking", new ClientWithoutThreads(), nodes, Runnable::run);

    CompletableFuture<NodeConnection> attempt = link.connection();

    assertThatThrownBy(attempt::join)
        .hasMessageContaining("no connection to nowhere:1")
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void leavesANodeWhenNoThreadIsLeftToCloseAChannel() {
    Socket socket = new Socket();
    NodeConnection connection =
        new NodeConnection(
            mock(Connection.class),
            NODE,
            socket,
            nodes,
            task -> {
              throw noThread();
            });

    connection.end(mock(Channel.class));

    assertThat(socket.isClosed()).isTrue();
  }

  private static OutOfMemoryError noThread() {
    return new OutOfMemoryError("unable to create native thread");
  }

  private static final class ClientWithoutThreads extends ConnectionFactory {

    @Override
    public Connection newConnection(List<Address> addresses, String name) {
      throw noThread();
    }
  }
}
