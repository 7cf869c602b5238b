package orderbakery.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import orderbakery.fixtures.AsyncApi;
import orderbakery.fixtures.JsonText;

/** A client of the websocket: what it has heard, in order; all of it must be as documented. */
final class Listening implements WebSocket.Listener, AutoCloseable {
  private final List<String> faults = new ArrayList<>();
  private final List<Map<String, Object>> frames = new ArrayList<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private final StringBuilder begun = new StringBuilder();
  private final String channel;
  private WebSocket socket;

  /**
   * @param channel of asyncapi.yaml
   */
  Listening(String channel) {
    this.channel = channel;
  }

  void opened(WebSocket opened) {
    socket = opened;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    begun.append(part);
    if (last) {
      add(begun.toString());
      begun.setLength(0);
    }
    from.request(1);
    return null;
  }

  /** The subprotocol that was selected; empty for none. */
  String speaks() {
    return socket.getSubprotocol();
  }

  /** The code and the reason that the connection was closed with, once it is. */
  String awaitEnd() {
    await().atMost(FlowTest.PATIENCE).until(() -> !ends().isEmpty());
    return ends().get(0);
  }

  /** With what the connection was closed. */
  List<String> ends() {
    return List.copyOf(ends);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    ends.add(code + " " + reason);
    return null;
  }

  /** All frames so far. */
  synchronized List<Map<String, Object>> frames() {
    assertNoFaults();
    return List.copyOf(frames);
  }

  /** The frames about an order so far. */
  List<Map<String, Object>> about(String orderId) {
    return frames().stream().filter(frame -> orderId.equals(frame.get("subject"))).toList();
  }

  /** The frames about an order, once there are so many. */
  List<Map<String, Object>> awaitAbout(String orderId, int count) {
    await()
        .atMost(FlowTest.PATIENCE)
        .untilAsserted(() -> assertThat(about(orderId)).hasSizeGreaterThanOrEqualTo(count));
    return about(orderId);
  }

  /** The frames of a type, once there is one. */
  List<Map<String, Object>> awaitType(String type) {
    await().atMost(FlowTest.PATIENCE).until(() -> !ofType(type).isEmpty());
    return ofType(type);
  }

  List<Map<String, Object>> ofType(String type) {
    return frames().stream().filter(frame -> type.equals(frame.get("type"))).toList();
  }

  /** The newest token so far. */
  String token() {
    return frames().stream()
        .map(frame -> (String) frame.get("token"))
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** Until it has heard the frame with this token. */
  void awaitToken(String token) {
    await()
        .atMost(FlowTest.PATIENCE)
        .until(() -> frames().stream().anyMatch(frame -> token.equals(frame.get("token"))));
  }

  /** Says something, and waits until it has left. */
  void say(String text) {
    socket.sendText(text, true).orTimeout(FlowTest.PATIENCE.toSeconds(), SECONDS).join();
  }

  void awaitHello() {
    await().atMost(FlowTest.PATIENCE).until(() -> !frames().isEmpty());
  }

  @Override
  public void close() {
    socket.abort();
    assertNoFaults();
  }

  private synchronized void assertNoFaults() {
    assertThat(faults).as("contradictions to asyncapi.yaml").isEmpty();
  }

  private synchronized void add(String frame) {
    faults.addAll(AsyncApi.served().faults(channel, frame, Map.of()));
    frames.add(JsonText.object(frame));
  }
}
