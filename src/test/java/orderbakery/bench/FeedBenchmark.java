package orderbakery.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What the feed of a running Order Bakery costs: {@code PORT PROCESS_ID}. Heap per idle client; the
 * others beside slow readers; 10,000 clients who come at once, new ones and such that were away.
 */
final class FeedBenchmark {
  private static final int STORM = 10_000;
  private static final int READERS = 1_000;
  private static final int SLOW_READERS = READERS / 100;
  private static final int ROUNDS = 5;
  private static final int MISSED_ORDERS = 50;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final long process;
  private final URI orders;

  private FeedBenchmark(int port, long process) {
    this.port = port;
    this.process = process;
    this.orders = URI.create("http://127.0.0.1:" + port + "/order");
  }

  public static void main(String[] arguments) throws Exception {
    FeedBenchmark run =
        new FeedBenchmark(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
    run.warmUp();
    run.slowReaders();
    run.storm();
    run.homecoming();
    System.exit(0);
  }

  private void warmUp() throws Exception {
    Delays delays = new Delays(http, orders);
    try (Crowd crowd = new Crowd(port, "/order-events", delays)) {
      crowd.join(100);
      delays.place(2_000, 200, 100);
    }
  }

  /** The delay of frames at many readers, with and without a hundredth that hardly reads. */
  private void slowReaders() throws Exception {
    double[] without = new double[ROUNDS];
    double[] with = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      without[round] = p99(readers(0));
      with[round] = p99(readers(SLOW_READERS));
    }
    print(
        "%d readers, 20 frames/s: p99 %.0f ms; while %d of them read 1 byte/s: %.0f ms at the others,"
            + " %.2f of that",
        READERS, median(without), SLOW_READERS, median(with), median(with) / median(without));
  }

  private Histogram readers(int slow) throws Exception {
    Delays delays = new Delays(http, orders);
    try (Crowd crowd = new Crowd(port, "/order-events", delays)) {
      crowd.joinSlowly(slow);
      crowd.join(READERS - slow);
      delays.place(300, 20, READERS - slow);
      requireNoneLost(crowd);
    }
    return delays.histogram;
  }

  /** Heap per client, and the API while they come. */
  private void storm() throws Exception {
    Reads calm = new Reads(http, orders);
    calm.during(() -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(10)));
    long before = heap();
    try (Crowd crowd = new Crowd(port, "/order-events", (buffer, from, length) -> {})) {
      Reads reads = new Reads(http, orders);
      double seconds = reads.during(() -> crowd.join(STORM));
      requireNoneLost(crowd);
      print(
          "%d clients at once: %.0f/s; GET /order meanwhile p99 %.0f ms, %.0f ms before; %d of %d not answered by 200",
          STORM,
          STORM / seconds,
          p99(reads.histogram),
          p99(calm.histogram),
          reads.failed.get(),
          reads.sent);
      print("heap per idle client: %.1f KB", (heap() - before) / 1000.0 / STORM);
    }
  }

  /** Who was away comes back, all at once, and missed the same orders. */
  private void homecoming() throws Exception {
    AtomicReference<String> token = new AtomicReference<>();
    Delays delays = new Delays(http, orders);
    try (Crowd watcher =
        new Crowd(
            port,
            "/order-events",
            (buffer, from, length) -> token.compareAndSet(null, tokenIn(buffer, from, length)))) {
      watcher.join(1);
    }
    try (Crowd watchers = new Crowd(port, "/order-events", delays)) {
      watchers.join(10);
      delays.place(MISSED_ORDERS, 50, 10);
      delays.histogram.reset();
      AtomicInteger live = new AtomicInteger();
      AtomicLong frames = new AtomicLong();
      Crowd.Ear ear =
          (buffer, from, length) -> {
            frames.incrementAndGet();
            if (startsWith(buffer, from, "{\"type\":\"feed.live\"")) {
              live.incrementAndGet();
            }
          };
      try (Crowd crowd = new Crowd(port, "/order-events?after=" + token.get(), ear)) {
        long begun = System.nanoTime();
        crowd.join(STORM);
        double greeted = (System.nanoTime() - begun) / 1e9;
        int sent = 0;
        while (live.get() < STORM) {
          requireNoneLost(crowd);
          delays.place(1, 10, 10);
          sent++;
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        print(
            "%d clients that missed %d orders come back: greeted in %.1f s, all live in %.1f s, %.0f frames/s;"
                + " %d live frames meanwhile p99 %.0f ms",
            STORM,
            MISSED_ORDERS,
            greeted,
            seconds,
            frames.get() / seconds,
            sent,
            p99(delays.histogram));
      }
    }
  }

  private static String tokenIn(byte[] buffer, int from, int length) {
    String text = new String(buffer, from, length, UTF_8);
    int at = text.indexOf("\"token\":\"") + 9;
    return text.substring(at, text.indexOf('"', at));
  }

  private static boolean startsWith(byte[] buffer, int from, String start) {
    for (int i = 0; i < start.length(); i++) {
      if (buffer[from + i] != start.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static void requireNoneLost(Crowd crowd) {
    if (crowd.lost() > 0) {
      throw new IllegalStateException(crowd.lost() + " clients were cut");
    }
  }

  /** Live bytes of the server's heap: a histogram of it collects garbage first. */
  private long heap() throws IOException, InterruptedException {
    long bytes = 0;
    for (int i = 0; i < 2; i++) {
      Process jcmd =
          new ProcessBuilder("jcmd", Long.toString(process), "GC.class_histogram").start();
      String total =
          new String(jcmd.getInputStream().readAllBytes(), UTF_8)
              .lines()
              .filter(line -> line.startsWith("Total"))
              .findFirst()
              .orElseThrow();
      jcmd.waitFor();
      Scanner words = new Scanner(total).skip("Total\\s+\\d+");
      bytes = words.nextLong();
    }
    return bytes;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double p99(Histogram histogram) {
    return histogram.getValueAtPercentile(99) / 1000.0;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
