import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A websocket as a queue of what it hears. A reader that is slow makes the server wait. */
final class Connection implements WebSocket.Listener, AutoCloseable {
  private static final int MOST_WAITING = 1000;
  private static final int TEXT = -1;
  private static final int HEARTBEAT = -2;

  /**
   * What was heard: a text, a ping of the server, or the end.
   *
   * @param code close code of an end, 0 where there was none
   */
  record Heard(int code, String text) {

    boolean isEnd() {
      return code >= 0;
    }

    boolean isHeartbeat() {
      return code == HEARTBEAT;
    }
  }

  private final BlockingQueue<Heard> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final StringBuilder begun = new StringBuilder();
  private WebSocket socket;
  private Heard end;

  private Connection() {}

  /**
   * Connects.
   *
   * @param bearer token to authenticate with, null for none
   * @throws CompletionException when that is not possible; its cause says why
   */
  static Connection open(HttpClient client, URI address, String bearer) {
    var connection = new Connection();
    var builder = client.newWebSocketBuilder();
    if (bearer != null) {
      builder.header("Authorization", "Bearer " + bearer);
    }
    connection.socket = builder.buildAsync(address, connection).join();
    return connection;
  }

  /** The next that is heard; its end also when nothing is for so long. */
  Heard next(long seconds) throws InterruptedException {
    var next = waiting.poll(seconds, TimeUnit.SECONDS);
    if (next == null) {
      next = new Heard(0, "nothing was heard for " + seconds + " s");
    }
    if (next.isEnd()) {
      end = next;
    }
    return next;
  }

  /** Its end, once it was heard. */
  Heard end() {
    return end;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    begun.append(part);
    if (last) {
      put(TEXT, begun.toString());
      begun.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    put(HEARTBEAT, "");
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    put(code, "closed with %s %s".formatted(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    put(0, "cut: " + error);
  }

  @Override
  public void close() {
    socket.abort();
    waiting.clear(); // whoever waits for room may go
  }

  private void put(int code, String text) {
    try {
      waiting.put(new Heard(code, text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
