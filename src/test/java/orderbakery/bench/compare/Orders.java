package orderbakery.bench.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import orderbakery.bench.Crowd;
import org.HdrHistogram.Histogram;

/**
 * Places orders with one contender, may change some of them, and hears what becomes of them by its
 * websocket.
 */
final class Orders implements AutoCloseable {
  private static final String LOCATION = "/order/";
  private static final String LINK = "</command/";
  private static final String CLOUD_EVENT = "{\"specversion\"";
  private static final String ID = "\"id\":\"";
  private static final String SUBJECT = "\"subject\":\"";
  private static final int ID_LENGTH = 36;
  private static final int PATIENCE_SECONDS = 120;

  private final List<byte[]> requests;
  private final int port;
  private final int connections;
  private final Crowd feed;
  private final Map<String, Long> open = new ConcurrentHashMap<>();
  private final AtomicInteger placed = new AtomicInteger();
  private final AtomicInteger changed = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final int openAtMost;
  private final AtomicInteger refused = new AtomicInteger();
  private volatile Histogram latencies = histogram();
  private volatile String lastId;
  private int next;
  private boolean mayBeRefused;
  private int changeEach;
  private final List<UUID> changeable = new ArrayList<>();
  private final Random random = new Random(1);

  /**
   * Orders by so many connections.
   *
   * @param openAtMost orders between request and frame at a time
   */
  Orders(int port, int feedPort, int connections, int openAtMost) throws IOException {
    this.requests =
        Files.readAllLines(Path.of("demo", "northwind-orders.jsonl")).stream()
            .map(body -> request("POST /order", "application/json", body))
            .toList();
    this.openAtMost = openAtMost;
    this.port = port;
    this.connections = connections;
    feed = new Crowd(feedPort, "/order-events", this::heard);
    feed.join(1);
  }

  /** From now on an order may be answered 503, if the answer says when to come again. */
  void mayBeRefused() {
    mayBeRefused = true;
  }

  /** From now on each so manieth request changes one of the orders that were accepted since. */
  void changeEach(int requests) {
    changeEach = requests;
  }

  /** From now on each request changes one of these orders. */
  void changeOnly(List<UUID> orders) {
    changeEach = 1;
    changeable.clear();
    changeable.addAll(orders);
  }

  /** The orders that were accepted since {@link #changeEach}. */
  List<UUID> changeable() {
    return List.copyOf(changeable);
  }

  /** A closed loop: each connection sends its next order when the one before is answered. */
  void closedLoop(double seconds) throws IOException {
    run(new Closed(System.nanoTime() + nanos(seconds)));
  }

  /**
   * An open loop: an order is due at its time, whatever became of those before, and its latency
   * counts from then.
   */
  void openLoop(double seconds, double perSecond) throws IOException {
    run(new Open(System.nanoTime(), (int) (seconds * perSecond), perSecond));
  }

  private void run(LoadGenerator.Plan plan) throws IOException {
    try (LoadGenerator http = new LoadGenerator(port, connections)) {
      http.run(plan, this::answered);
    }
  }

  /**
   * Waits for the frames of all orders.
   *
   * @throws IllegalStateException when one does not come: it is lost
   */
  void awaitFrames() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (told.get() < placed.get()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException((placed.get() - told.get()) + " orders were lost");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** How many were accepted, changes of orders among them. */
  int placed() {
    return placed.get();
  }

  /** How many changes of orders were accepted. */
  int changed() {
    return changed.get();
  }

  /** How many were answered 503, with the time to come again. */
  int refused() {
    return refused.get();
  }

  /** How many frames have come. */
  int told() {
    return told.get();
  }

  /** One that was accepted. */
  String lastId() {
    return lastId;
  }

  /** Microseconds from the intended time of a request to its frame, since it was asked before. */
  synchronized Histogram takeLatencies() {
    Histogram taken = latencies;
    latencies = histogram();
    return taken;
  }

  private void answered(String head, long intended) {
    if (mayBeRefused && head.startsWith("HTTP/1.1 503") && Header.of(head, "Retry-After") != null) {
      refused.incrementAndGet();
      return;
    }
    Header.require(202, head);
    String order = idBehind(LOCATION, Header.of(head, "Location"));
    String link = Header.of(head, "Link");
    String command = link == null ? order : idBehind(LINK, link);
    placed.incrementAndGet();
    if (!command.equals(order)) {
      changed.incrementAndGet();
    } else {
      lastId = order;
      if (changeEach > 0) {
        changeable.add(UUID.fromString(order));
      }
    }
    Long frame = open.putIfAbsent(command, intended);
    if (frame != null) {
      record(command, intended, frame);
    }
  }

  private void heard(byte[] buffer, int from, int length) {
    long now = System.nanoTime();
    String frame = new String(buffer, from, length, UTF_8);
    String field = frame.startsWith(CLOUD_EVENT) ? ID : SUBJECT; // the id of an order's command
    if (!frame.contains(field)) {
      return; // a greeting
    }
    String id = idBehind(field, frame);
    Long intended = open.putIfAbsent(id, now);
    if (intended != null) {
      record(id, intended, now);
    }
  }

  private synchronized void record(String id, long intended, long frame) {
    open.remove(id);
    latencies.recordValue(Math.max(0, TimeUnit.NANOSECONDS.toMicros(frame - intended)));
    told.incrementAndGet();
  }

  private static String idBehind(String mark, String text) {
    int at = text.indexOf(mark) + mark.length();
    return text.substring(at, at + ID_LENGTH);
  }

  private byte[] nextRequest() {
    int number = next++;
    return changeEach > 0 && number % changeEach == 0 && !changeable.isEmpty()
        ? change(changeable.get(random.nextInt(changeable.size())), number)
        : requests.get(number % requests.size());
  }

  private static byte[] change(UUID order, int number) {
    return request(
        "PATCH /order/" + order,
        "application/merge-patch+json",
        "{\"note\":\"Changed by request " + number + "\"}");
  }

  private static byte[] request(String line, String type, String body) {
    String head =
        String.format(
            Locale.ROOT,
            "%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
            line,
            type,
            body.getBytes(UTF_8).length);
    return (head + body).getBytes(UTF_8);
  }

  private static Histogram histogram() {
    return new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  @Override
  public void close() {
    feed.close();
  }

  private final class Closed implements LoadGenerator.Plan {
    private final long end;
    private long intended;

    Closed(long end) {
      this.end = end;
    }

    @Override
    public byte[] next() {
      intended = System.nanoTime();
      return open.size() < openAtMost ? nextRequest() : null;
    }

    @Override
    public long intended() {
      return intended;
    }

    @Override
    public boolean isOver() {
      return System.nanoTime() > end;
    }
  }

  private final class Open implements LoadGenerator.Plan {
    private final long begun;
    private final int count;
    private final double perSecond;
    private int sent;

    Open(long begun, int count, double perSecond) {
      this.begun = begun;
      this.count = count;
      this.perSecond = perSecond;
    }

    @Override
    public byte[] next() {
      if (due(sent) > System.nanoTime()) {
        return null;
      }
      sent++;
      return nextRequest();
    }

    @Override
    public long intended() {
      return due(sent - 1);
    }

    private long due(int number) {
      return begun + nanos(number / perSecond);
    }

    @Override
    public boolean isOver() {
      return sent == count;
    }
  }
}
