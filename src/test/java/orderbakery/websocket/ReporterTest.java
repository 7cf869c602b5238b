package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ReporterTest {

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Runnable duringOpen = () -> {};

  private final Reporter reporter =
      new Reporter(
          new Arrival("k", "here", "q", Authorizer.Grant.UNASKED),
          new PeerListener() {
            @Override
            public void opened(Arrival arrival) {
              duringOpen.run();
              heard.add("opened " + arrival.key() + " " + arrival.query());
            }

            @Override
            public void received(String key, String text) {
              heard.add("received " + text);
              throw new IllegalStateException("a listener fails");
            }

            @Override
            public void drained(String key) {
              heard.add("drained " + key);
            }

            @Override
            public void closed(String key) {
              heard.add("closed " + key);
            }
          },
          Runnable::run);

  @Test
  void reportsTheCloseAfterTheOpenEvenIfItHappensDuringIt() throws Exception {
    Thread container = new Thread(reporter::closed);
    duringOpen =
        () -> {
          container.start();
          join(container);
        };

    reporter.opened(() -> heard.add("first"));

    assertThat(heard).containsExactly("first", "opened k q", "closed k");
  }

  @Test
  void goesOnAfterAListenerHasFailed() {
    reporter.opened(() -> {});
    reporter.received("a");
    reporter.received("b");
    reporter.closed();

    assertThat(heard).containsExactly("opened k q", "received a", "received b", "closed k");
  }

  @Test
  void saysNothingOfAConnectionThatWasNeverReportedAsOpened() {
    reporter.closed();

    assertThat(heard).isEmpty();
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(thread.isAlive()).isFalse();
  }
}
