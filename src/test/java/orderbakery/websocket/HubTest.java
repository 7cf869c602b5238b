package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

class HubTest {

  private static final HubSettings SETTINGS =
      new HubSettings(
          1000,
          Duration.ofSeconds(10),
          100,
          10,
          List.of(),
          List.of(),
          null,
          10,
          10,
          Duration.ZERO,
          Duration.ofSeconds(10),
          1);

  private final HubThreads threads =
      new HubThreads(new DefaultCamelContext().getExecutorServiceManager(), this);
  private final Hub hub = new Hub("/path", threads);
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch hearsTheEnd = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.close();
  }

  @Test
  void isClosedOnlyAfterTheHostHasHeardOfThoseWhoLeftBefore() throws Exception {
    hub.host(SETTINGS, new SlowHost());
    hub.enter(
        new Arrival("k", "here", null, Authorizer.Grant.UNASKED), new Silence(), hub.reception());
    hub.leave("k");
    assertThat(hearsTheEnd.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(hub.connections()).isZero();

    hub.close();

    assertThat(heard).containsExactly("opened k", "closed k");
    closed.countDown();
  }

  /** Takes its time over the end of a connection, unless the hub does not wait for it. */
  private final class SlowHost implements PeerListener {

    @Override
    public void opened(Arrival arrival) {
      heard.add("opened " + arrival.key());
    }

    @Override
    public void received(String key, String text) {
      heard.add("received " + text);
    }

    @Override
    public void drained(String key) {
      heard.add("drained " + key);
    }

    @Override
    public void closed(String key) {
      hearsTheEnd.countDown();
      try {
        if (!closed.await(300, TimeUnit.MILLISECONDS)) {
          heard.add("closed " + key);
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final class Silence implements Wire {

    @Override
    public void send(String text, Consumer<Throwable> done) {
      done.accept(null);
    }

    @Override
    public void ping() {}

    @Override
    public void close(CloseStatus status) {}
  }
}
