package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverTheWire
class HoldBackIT {

  @Autowired private ProducerTemplate camel;
  @Autowired private WebSocketTestApplication.Journals journals;
  @LocalServerPort private int port;

  private URI at(String path) {
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  private void toAll(String path, String frame) {
    camel.sendBody("websocket-jsr356:" + path + "?sendToAll=true", frame);
  }

  private void toOne(String path, String key, String frame, boolean release) {
    camel.sendBodyAndHeaders(
        "websocket-jsr356:" + path,
        frame,
        Map.of(WebSocketConstants.CONNECTION_KEY, key, WebSocketConstants.RELEASE, release));
  }

  @Test
  void sendsTheGreetingThenAllThatWasHeldBackInOrder() throws Exception {
    Journal journal = journals.of("/held");
    Client client = Client.reading(at("/held"));
    String key = journal.expect("OPEN").key();

    toAll("/held", "1");
    toAll("/held", "2");
    toOne("/held", key, "caught up", false);
    journal.expect("DRAINED");
    toAll("/held", "3");
    toOne("/held", key, "now live", true);
    toAll("/held", "4");

    for (String frame : new String[] {"caught up", "now live", "1", "2", "3", "4"}) {
      assertThat(client.hears()).isEqualTo(frame);
    }
    client.leave();
    journal.expect("CLOSE");
  }

  @Test
  void greetsFirstAndLosesNothingUnderAStormOfBroadcasts() throws Exception {
    Journal journal = journals.of("/held");
    AtomicInteger sent = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch raging = new CountDownLatch(100);
    ExecutorService storm = Executors.newSingleThreadExecutor();
    Future<?> end =
        storm.submit(
            () -> {
              while (!over.get()) {
                toAll("/held", Integer.toString(sent.get()));
                sent.incrementAndGet();
                raging.countDown();
              }
            });
    assertThat(raging.await(10, TimeUnit.SECONDS)).isTrue();

    Client[] clients = new Client[5];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = Client.reading(at("/held"));
      String key = journal.expect("OPEN").key();
      int seenOpen = sent.get();
      Awaitility.await().until(() -> sent.get() > seenOpen + 20);
      toOne("/held", key, "hello " + seenOpen, true);
    }
    int allOpen = sent.get();
    Awaitility.await().until(() -> sent.get() > allOpen + 200);
    over.set(true);
    end.get(10, TimeUnit.SECONDS);
    storm.shutdown();

    for (Client client : clients) {
      String greeting = client.hears();
      assertThat(greeting).startsWith("hello ");
      int first = Integer.parseInt(client.hears());
      assertThat(first).isLessThanOrEqualTo(Integer.parseInt(greeting.substring(6)) + 1);
      for (int expected = first + 1; expected < sent.get(); expected++) {
        assertThat(client.hears()).isEqualTo(Integer.toString(expected));
      }
      client.leave();
      journal.expect("CLOSE");
    }
  }

  @Test
  void closesAClientThatNobodyGreetsInTime() throws Exception {
    Journal journal = journals.of("/forgotten");

    Client client = Client.reading(at("/forgotten"));

    journal.expect("OPEN");
    assertThat(client.closeCode()).isEqualTo(1011);
    journal.expect("CLOSE");
  }

  @Test
  void countsWhatIsHeldBackAgainstTheLimit() throws Exception {
    Journal journal = journals.of("/bounded");
    Client client = Client.reading(at("/bounded"));
    journal.expect("OPEN");

    toAll("/bounded", "123456");
    toAll("/bounded", "7890_");

    assertThat(client.closeCode()).isEqualTo(1013);
    assertThat(client.unheard()).isZero();
    journal.expect("CLOSE");
  }
}
