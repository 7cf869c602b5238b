package orderbakery.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverTheWire
class LimitsIT {

  private static final int FRAME_BYTES = 16 * 1024;

  /** More than the buffers of two kernels for one connection could take. */
  private static final int ENOUGH_FRAMES = 8_000;

  @Autowired private CamelContext context;
  @Autowired private ProducerTemplate camel;
  @Autowired private WebSocketTestApplication.Journals journals;
  @Autowired private WebSocketTestApplication.Guests guests;
  @LocalServerPort private int port;

  private URI at(String path) {
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  private WebSocketEndpoint endpoint(String uri) {
    return context.getEndpoint("websocket-jsr356:" + uri, WebSocketEndpoint.class);
  }

  @Test
  void closesASlowReaderWhileTheOthersGoOn() throws Exception {
    Client slow = Client.stalled(at("/slow"));
    journals.of("/slow").expect("OPEN");
    Client quick = Client.reading(at("/slow"));
    journals.of("/slow").expect("OPEN");
    assertThat(quick.hears()).isEqualTo(WebSocketTestApplication.HELLO);
    String frame = Client.ofBytes(FRAME_BYTES);

    int sent = 0;
    long longestNanos = 0;
    while (endpoint("/slow").getSlowClosed() == 0 && sent < ENOUGH_FRAMES) {
      long start = System.nanoTime();
      camel.sendBody("websocket-jsr356:/slow?sendToAll=true", frame);
      longestNanos = Math.max(longestNanos, System.nanoTime() - start);
      sent++;
      assertThat(quick.hears()).hasSize(FRAME_BYTES);
    }

    assertThat(sent).isLessThan(ENOUGH_FRAMES);
    assertThat(Duration.ofNanos(longestNanos)).isLessThan(Duration.ofSeconds(2));
    camel.sendBody("websocket-jsr356:/slow?sendToAll=true", "still here");
    assertThat(quick.hears()).isEqualTo("still here");
    slow.read();
    assertThat(slow.closeCode()).isEqualTo(1013);
    journals.of("/slow").expect("CLOSE");
    assertThat(endpoint("/slow").getConnections()).isOne();
    quick.leave();
    journals.of("/slow").expect("CLOSE");
  }

  @Test
  void refusesAFrameThatNoClientCouldTake() {
    assertThatThrownBy(
            () ->
                camel.sendBody(
                    "websocket-jsr356:/slow?sendToAll=true", Client.ofBytes(64 * 1024 + 1)))
        .isInstanceOf(CamelExecutionException.class)
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesALargeMessage() throws Exception {
    Client characters = Client.reading(at("/small"));
    Client bytes = Client.reading(at("/small"));
    Client fitting = Client.reading(at("/small"));
    for (int i = 0; i < 3; i++) {
      journals.of("/small").expect("OPEN");
    }

    characters.say("x".repeat(101));
    assertThat(characters.closeCode()).isEqualTo(1009);
    journals.of("/small").expect("CLOSE");
    bytes.say("€".repeat(34));
    assertThat(bytes.closeCode()).isEqualTo(1009);
    journals.of("/small").expect("CLOSE");
    fitting.say("x".repeat(100));
    assertThat(journals.of("/small").expect("MESSAGE").body()).hasSize(100);
    fitting.leave();
    journals.of("/small").expect("CLOSE");
  }

  @Test
  void refusesBinaryMessages() throws Exception {
    Client client = Client.reading(at("/small"));
    journals.of("/small").expect("OPEN");

    client.say(new byte[] {1, 2, 3});

    assertThat(client.closeCode()).isEqualTo(1003);
    journals.of("/small").expect("CLOSE");
  }

  @Test
  void refusesAForeignOrigin() throws Exception {
    assertThatThrownBy(() -> Client.from("https://evil.example", at("/guarded")))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    assertThatThrownBy(() -> Client.from("https://shop.example", at("/small")))
        .isInstanceOf(CompletionException.class);

    for (String origin : new String[] {"https://shop.example", "http://127.0.0.1:" + port}) {
      Client client = Client.from(origin, at("/guarded"));
      assertThat(client.hears()).isEqualTo(WebSocketTestApplication.HELLO);
      client.leave();
    }
  }

  @Test
  void refusesAHandshakeWhereTooManyAreConnected() throws Exception {
    refusesASecond("/full", 503);
    refusesASecond("/shared", 429);
  }

  private void refusesASecond(String path, int status) throws InterruptedException {
    Client first = Client.reading(at(path));
    journals.of(path).expect("OPEN");

    assertThatThrownBy(() -> Client.reading(at(path)))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(status));

    first.leave();
    journals.of(path).expect("CLOSE");
    await()
        .ignoreException(CompletionException.class)
        .until(() -> Client.reading(at(path)) != null);
  }

  @Test
  void refusesWhomTheAuthorizerDoesNotKnow() {
    assertThatThrownBy(() -> Client.reading(at("/guests")))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
  }

  @Test
  void tellsTheRouteWhoHasComeAndClosesAllOfThemOnceTheirGrantIsOver() throws Exception {
    guests.list.addAll(List.of("ada", "bob"));
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(Client.named("ada", at("/guests"), "secret.1", "tea.v2", "tea.v1"));
      assertThat(journals.of("/guests").expect("OPEN").headers())
          .containsEntry(WebSocketConstants.IDENTITY, "ada");
    }
    Client stays = Client.named("bob", at("/guests"), "secret.1");
    journals.of("/guests").expect("OPEN");
    assertThat(stays.speaks()).isEmpty();
    assertThat(clients).allMatch(client -> client.speaks().equals("tea.v2"));

    guests.list.remove("ada");

    for (Client client : clients) {
      assertThat(client.closeCode()).isEqualTo(1008);
      journals.of("/guests").expect("CLOSE");
    }
    assertThat(endpoint("/guests").getConnections()).isOne();
    camel.sendBody("websocket-jsr356:/guests?sendToAll=true", "still here");
    assertThat(stays.hears()).isEqualTo(WebSocketTestApplication.HELLO);
    assertThat(stays.hears()).isEqualTo("still here");
    stays.leave();
    journals.of("/guests").expect("CLOSE");
  }

  @Test
  void closesAClientThatSendsTooMuch() throws Exception {
    Client client = Client.reading(at("/talkative"));
    journals.of("/talkative").expect("OPEN");

    for (int i = 0; i < 4; i++) {
      client.say("again");
    }

    assertThat(client.closeCode()).isEqualTo(1008);
  }

  @Test
  void closesAClientThatAnswersNoPing() throws Exception {
    Client silent = Client.stalled(at("/pinged"));
    journals.of("/pinged").expect("OPEN");

    journals.of("/pinged").expect("CLOSE");
    silent.read();
    assertThat(silent.closeCode()).isEqualTo(1013);
  }

  @Test
  void saysGoingAwayWhenTheRouteStopsAndReceivesAgainWhenItRuns() throws Exception {
    Client client = Client.reading(at("/leaving"));
    journals.of("/leaving").expect("OPEN");

    context.getRouteController().stopRoute("/leaving");

    journals.of("/leaving").expect("CLOSE");
    assertThat(client.closeCode()).isEqualTo(1001);
    assertThatThrownBy(() -> Client.reading(at("/leaving")))
        .isInstanceOf(CompletionException.class);

    context.getRouteController().startRoute("/leaving");
    Client again = Client.reading(at("/leaving"));
    assertThat(again.hears()).isEqualTo(WebSocketTestApplication.HELLO);
    again.leave();
  }

  @Test
  void agreesToNoCompression() throws Exception {
    String request =
        """
        GET /unhosted HTTP/1.1
        Host: 127.0.0.1
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Extensions: permessage-deflate

        """
            .replace("\n", "\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

      assertThat(headOf(socket.getInputStream()))
          .startsWith("HTTP/1.1 101")
          .doesNotContainIgnoringCase("permessage-deflate");
    }
  }

  private static String headOf(InputStream in) throws Exception {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }
}
