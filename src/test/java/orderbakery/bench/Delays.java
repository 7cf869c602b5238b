package orderbakery.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Microseconds from the request of an order to its frame: the note of the order says when. */
final class Delays implements Crowd.Ear {
  private static final String NOTE = "\"note\":\"";

  final Histogram histogram = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
  private final AtomicInteger heard = new AtomicInteger();
  private final HttpClient http;
  private final URI orders;
  private int expected;

  Delays(HttpClient http, URI orders) {
    this.http = http;
    this.orders = orders;
  }

  /** Places orders and waits until so many clients have heard each of them. */
  void place(int count, double perSecond, int clients) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos(begun + (long) (i * 1e9 / perSecond) - System.nanoTime());
      var unused = http.sendAsync(order(), BodyHandlers.discarding()).thenAccept(this::require202);
    }
    expected += count * clients;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (heard.get() < expected) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(heard.get() + " of " + expected + " frames came");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private HttpRequest order() {
    String body =
        "{\"currency\":\"EUR\",\"note\":\"%s\",\"products\":[{\"name\":\"Bread\",\"quantity\":1,\"price\":\"2.50\"}]}"
            .formatted(System.nanoTime());
    return HttpRequest.newBuilder(orders)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private void require202(HttpResponse<Void> answer) {
    if (answer.statusCode() != 202) {
      throw new IllegalStateException("An order was not accepted: " + answer);
    }
  }

  @Override
  public void heard(byte[] buffer, int from, int length) {
    String text = new String(buffer, from, length, UTF_8);
    int at = text.indexOf(NOTE) + NOTE.length();
    if (at >= NOTE.length()) {
      long sent = Long.parseLong(text, at, text.indexOf('"', at), 10);
      histogram.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
      heard.incrementAndGet();
    }
  }
}
