package orderbakery.processes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import orderbakery.fixtures.JsonText;

/**
 * A client of the feed on a bad line: it is cut at random moments and resumes with its newest
 * token. It writes down the newest version of each order, and every fault of the feed.
 */
final class Watcher implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int LONGEST_MILLIS = 200;
  private static final int PAUSE_MILLIS = 50;

  private final Supplier<URI> address;
  private final Random chance;
  private final Thread thread = new Thread(this::watch, "watcher");
  private final Map<String, Long> versions = new HashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<Integer> closeCodes = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean calm;
  private final AtomicInteger cuts = new AtomicInteger();
  private String token;
  private Line current;

  private Watcher(Supplier<URI> address, long seed) {
    this.address = address;
    this.chance = new Random(seed);
  }

  /** Begins to watch. */
  static Watcher of(Supplier<URI> address, long seed) {
    Watcher watcher = new Watcher(address, seed);
    watcher.thread.start();
    return watcher;
  }

  private void watch() {
    while (over.getCount() > 0) {
      try {
        Line line = begin();
        WebSocket socket = HTTP.newWebSocketBuilder().buildAsync(resuming(), line).get(10, SECONDS);
        stay(line);
        socket.abort();
      } catch (ExecutionException | TimeoutException e) {
        // the process is away, or on its way: try again
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause() {
    try {
      over.await(PAUSE_MILLIS, MILLISECONDS);
    } catch (InterruptedException e) {
      over.countDown();
    }
  }

  private void stay(Line line) throws InterruptedException {
    try {
      closeCodes.add(line.end.get(PAUSE_MILLIS + chance.nextInt(LONGEST_MILLIS), MILLISECONDS));
    } catch (TimeoutException e) {
      if (calm) {
        stay(line);
      } else {
        cuts.incrementAndGet();
      }
    } catch (ExecutionException e) {
      cuts.incrementAndGet();
    }
  }

  /** What a line that was cut still hears does not count. */
  private synchronized Line begin() {
    current = new Line();
    return current;
  }

  private synchronized URI resuming() {
    return token == null ? address.get() : URI.create(address.get() + "?after=" + token);
  }

  private synchronized void hear(Line line, String text) {
    if (line != current) {
      return;
    }
    JsonNode frame = JsonText.tree(text);
    String type = frame.get("type").asText();
    if (type.equals("feed.reset")) {
      faults.add(text);
    } else if (frame.has("subject") && !type.equals("order.rejected")) {
      long version = frame.get("entityversion").asLong();
      Long before = versions.put(frame.get("subject").asText(), version);
      if (before != null && before > version) {
        faults.add(before + " before " + text);
      }
    }
    if (frame.has("token")) {
      token = frame.get("token").asText();
    }
  }

  /** I5: it never hears an older version after a newer one, and no token is refused. */
  List<String> faults() {
    return faults;
  }

  synchronized boolean isGreeted() {
    return token != null;
  }

  synchronized Map<String, Long> versions() {
    return new HashMap<>(versions);
  }

  /** The codes that the server closed it with. */
  List<Integer> closeCodes() {
    return closeCodes;
  }

  int cuts() {
    return cuts.get();
  }

  /** From now on nobody cuts its line. */
  void calmDown() {
    calm = true;
  }

  @Override
  public void close() {
    over.countDown();
    thread.interrupt();
  }

  private final class Line implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        hear(this, part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      end.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      end.completeExceptionally(failure);
    }
  }
}
