package orderbakery.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Places orders on a running Order Bakery and waits for their frames. */
final class Load {
  private static final int PATIENCE_SECONDS = 120;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI orders;
  private final URI feed;
  private final List<String> bodies;

  /**
   * A load on 127.0.0.1.
   *
   * @param port of its HTTP side
   */
  Load(int port, Path orderLines) throws IOException {
    this(port, orderLines, "");
  }

  /**
   * The same, hearing a part of the feed.
   *
   * @param query that names it, or nothing
   */
  Load(int port, Path orderLines, String query) throws IOException {
    this.orders = URI.create("http://127.0.0.1:" + port + "/order");
    this.feed = URI.create("ws://127.0.0.1:" + port + "/order-events" + query);
    this.bodies = Files.readAllLines(orderLines, UTF_8);
  }

  /** Orders per second from the first request to the last frame, so many requests at a time. */
  double throughput(int count, int atATime) throws Exception {
    Frames frames = new Frames(count);
    WebSocket socket = listen(frames);
    Semaphore free = new Semaphore(atATime);
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      free.acquire();
      place(i, frames).whenComplete((response, failure) -> free.release());
    }
    frames.await();
    double seconds = (System.nanoTime() - begun) / 1e9;
    socket.abort();
    return count / seconds;
  }

  /** Microseconds from the request to its frame, at this many requests a second. */
  Histogram latency(int count, double perSecond) throws Exception {
    Frames frames = new Frames(count);
    WebSocket socket = listen(frames);
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos(begun + (long) (i * 1e9 / perSecond) - System.nanoTime());
      var unused = place(i, frames);
    }
    frames.await();
    socket.abort();
    return frames.latencies;
  }

  private CompletionStage<HttpResponse<Void>> place(int i, Frames frames) {
    HttpRequest request =
        HttpRequest.newBuilder(orders)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(bodies.get(i % bodies.size())))
            .build();
    long sent = System.nanoTime();
    return http.sendAsync(request, BodyHandlers.discarding())
        .whenComplete(
            (response, failure) -> {
              if (failure != null || response.statusCode() != 202) {
                throw new IllegalStateException("An order was not accepted: " + response, failure);
              }
              String location = response.headers().firstValue("Location").orElseThrow();
              frames.sent(location.substring("/order/".length()), sent);
            });
  }

  private WebSocket listen(Frames frames) throws Exception {
    WebSocket socket =
        http.newWebSocketBuilder().buildAsync(feed, frames).get(10, TimeUnit.SECONDS);
    frames.greeted.await(10, TimeUnit.SECONDS);
    return socket;
  }

  /** Matches frames with requests; either may come first. */
  private static final class Frames implements WebSocket.Listener {
    private static final String ID = "\"id\":\"";

    private final Map<String, Long> open = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final CountDownLatch missing;
    private final Histogram latencies = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);

    Frames(int count) {
      this.missing = new CountDownLatch(count);
    }

    void sent(String id, long at) {
      Long frame = open.putIfAbsent(id, at);
      if (frame != null) {
        record(at, frame);
      }
    }

    void await() throws InterruptedException {
      if (!missing.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(missing.getCount() + " frames did not come");
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void take(String frame) {
      long now = System.nanoTime();
      if (frame.startsWith("{\"type\":\"feed.hello\"")) {
        greeted.countDown();
        return;
      }
      int from = frame.indexOf(ID) + ID.length();
      Long sent = open.putIfAbsent(frame.substring(from, frame.indexOf('"', from)), now);
      if (sent != null) {
        record(sent, now);
      }
    }

    private synchronized void record(long sent, long frame) {
      latencies.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(frame - sent)));
      missing.countDown();
    }
  }
}
