package orderbakery.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Reads the list of orders, 50 times a second; microseconds to each answer. */
final class Reads {
  final Histogram histogram = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(2), 3);
  final AtomicInteger failed = new AtomicInteger();
  int sent;

  private final HttpClient http;
  private final URI orders;

  Reads(HttpClient http, URI orders) {
    this.http = http;
    this.orders = orders;
  }

  /** Seconds that the action took. */
  double during(Runnable action) throws InterruptedException {
    long begun = System.nanoTime();
    Thread acting = new Thread(action);
    acting.start();
    while (acting.isAlive()) {
      LockSupport.parkNanos(begun + sent * 20_000_000L - System.nanoTime());
      read();
      sent++;
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private void read() {
    HttpRequest get = HttpRequest.newBuilder(URI.create(orders + "?limit=1")).build();
    long at = System.nanoTime();
    var unused =
        http.sendAsync(get, BodyHandlers.discarding())
            .whenComplete(
                (answer, failure) -> {
                  histogram.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - at));
                  failed.addAndGet(failure == null && answer.statusCode() == 200 ? 0 : 1);
                });
  }
}
