package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import orderbakery.fixtures.JsonText;

/** A client of the feed: what it has heard, in order. */
final class Listener implements WebSocket.Listener, AutoCloseable {
  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;
  private volatile boolean closed;

  private Listener() {}

  /** Connects, and returns when it was greeted. */
  static Listener at(HttpClient http, URI address) {
    Listener listener = new Listener();
    listener.socket =
        http.newWebSocketBuilder()
            .buildAsync(address, listener)
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    await("greeting").atMost(Patience.REACTION).until(() -> !listener.frames.isEmpty());
    return listener;
  }

  /** Types of the frames about an order so far. */
  List<String> typesAbout(String orderId) {
    return frames.stream()
        .filter(frame -> orderId.equals(orderOf(frame)))
        .map(frame -> frame.get("type").asText())
        .toList();
  }

  private static String orderOf(JsonNode frame) {
    return frame.path("subject").asText();
  }

  void awaitAbout(String orderId) {
    await("frame about " + orderId)
        .atMost(Patience.REACTION)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !typesAbout(orderId).isEmpty());
  }

  /** Waits until just these types were heard about an order, in this order. */
  void awaitTypes(String orderId, String... types) {
    await("frames about " + orderId)
        .atMost(Patience.WARM_UP)
        .untilAsserted(() -> assertThat(typesAbout(orderId)).containsExactly(types));
  }

  boolean isConnected() {
    return !closed;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      frames.add(JsonText.tree(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed = true;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed = true;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
