package orderbakery.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A websocket client of the JDK that keeps what it hears; it reads on unless told to stall. */
final class Client implements WebSocket.Listener {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private final boolean stalled;
  private final WebSocket socket;

  private Client(URI uri, boolean stalled, WebSocket.Builder builder) {
    this.stalled = stalled;
    this.socket = builder.buildAsync(uri, this).orTimeout(10, TimeUnit.SECONDS).join();
  }

  static Client reading(URI uri) {
    return new Client(uri, false, HTTP.newWebSocketBuilder());
  }

  static Client from(String origin, URI uri) {
    return new Client(uri, false, HTTP.newWebSocketBuilder().header("Origin", origin));
  }

  /** Says its name, and what it speaks. */
  static Client named(String name, URI uri, String speaks, String... alsoSpeaks) {
    return new Client(
        uri,
        false,
        HTTP.newWebSocketBuilder().header("X-Guest", name).subprotocols(speaks, alsoSpeaks));
  }

  /** Connects and reads nothing, not even a ping, until {@link #read()}. */
  static Client stalled(URI uri) {
    return new Client(uri, true, HTTP.newWebSocketBuilder());
  }

  void read() {
    socket.request(Long.MAX_VALUE);
  }

  void say(String text) {
    socket.sendText(text, true).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  void say(byte[] binary) {
    socket
        .sendBinary(ByteBuffer.wrap(binary), true)
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  void leave() {
    socket
        .sendClose(WebSocket.NORMAL_CLOSURE, "")
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** Cuts the connection without a close frame. */
  void vanish() {
    socket.abort();
  }

  String hears() throws InterruptedException {
    String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("No frame within " + PATIENCE_SECONDS + " s");
    }
    return frame;
  }

  /** The subprotocol that was selected; empty for none. */
  String speaks() {
    return socket.getSubprotocol();
  }

  /** What has been heard and not been asked for. */
  int unheard() {
    return frames.size();
  }

  /** The code of the close frame. */
  int closeCode() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (!stalled) {
      webSocket.request(Long.MAX_VALUE);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      frames.add(part.toString());
      part.setLength(0);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  static String ofBytes(int bytes) {
    return new String(new byte[bytes], StandardCharsets.US_ASCII).replace('\0', 'x');
  }
}
