package orderbakery.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Measures the feed of a running Order Bakery, {@code PORT PID}: heap of an idle client, and what a
 * storm of clients that come back does to itself and to those that are live.
 */
final class FeedBenchmark {
  private static final int IDLE = 2_000;
  private static final int RETURNING = 9_900;
  private static final int CHANGED = 20;
  private static final int WARM_UP = 2_000;
  private static final int LIVE_PER_SECOND = 20;
  private static final int LIVE_SECONDS = 15;
  private static final int PATIENCE_SECONDS = 120;

  private FeedBenchmark() {}

  /** Figures on standard output. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    String pid = arguments[1];
    Load load = new Load(port, Path.of("demo", "northwind-orders.jsonl"));
    load.throughput(WARM_UP, 64);
    measureHeap(port, pid);
    measureStorm(port, load);
    System.exit(0);
  }

  private static void measureHeap(int port, String pid) throws Exception {
    long before = heapOf(pid);
    try (Crowd crowd = new Crowd(port, "/order-events", "feed.hello")) {
      crowd.connect(IDLE);
      crowd.awaitMarks(PATIENCE_SECONDS);
      long after = heapOf(pid);
      System.out.printf(
          "%d idle clients: %.1f KB of heap each%n", IDLE, (after - before) / 1024.0 / IDLE);
    }
  }

  private static void measureStorm(int port, Load load) throws Exception {
    String token = token(port);
    load.throughput(CHANGED, CHANGED);
    Histogram calm = load.latency(LIVE_PER_SECOND * LIVE_SECONDS, LIVE_PER_SECOND);
    try (Crowd crowd = new Crowd(port, "/order-events?after=" + token, "feed.live")) {
      CompletableFuture<Histogram> live = new CompletableFuture<>();
      Thread orders =
          new Thread(
              () -> {
                try {
                  live.complete(load.latency(LIVE_PER_SECOND * LIVE_SECONDS, LIVE_PER_SECOND));
                } catch (Exception e) {
                  live.completeExceptionally(e);
                }
              });
      orders.start();
      long begun = System.nanoTime();
      crowd.connect(RETURNING);
      crowd.awaitMarks(PATIENCE_SECONDS);
      double seconds = (System.nanoTime() - begun) / 1e9;
      // they go on to read, or they would be closed as too slow
      while (!live.isDone()) {
        crowd.read(100);
      }
      System.out.printf(
          Locale.ROOT,
          "%d clients that come back at once, %d orders and more each: %.1f s until the last is"
              + " live; meanwhile request to frame p50 %.0f ms, p99 %.0f ms; before p50 %.0f ms,"
              + " p99 %.0f ms%n",
          RETURNING,
          CHANGED,
          seconds,
          live.get().getValueAtPercentile(50) / 1000.0,
          live.get().getValueAtPercentile(99) / 1000.0,
          calm.getValueAtPercentile(50) / 1000.0,
          calm.getValueAtPercentile(99) / 1000.0);
    }
  }

  /** Bytes of live objects. */
  private static long heapOf(String pid) throws Exception {
    Process jcmd = new ProcessBuilder("jcmd", pid, "GC.class_histogram").start();
    try (var lines = jcmd.inputReader()) {
      String total =
          lines.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
      return Long.parseLong(total.replaceAll("Total\\s+\\d+\\s+(\\d+).*", "$1"));
    }
  }

  private static String token(int port) throws Exception {
    CompletableFuture<String> hello = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            hello.complete(text.toString());
            return null;
          }
        };
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/order-events"), listener)
            .get(10, TimeUnit.SECONDS);
    String token = hello.get(10, TimeUnit.SECONDS).replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
    socket.abort();
    return token;
  }
}
