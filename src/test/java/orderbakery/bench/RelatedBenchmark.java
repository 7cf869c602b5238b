package orderbakery.bench;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.bson.Document;

/**
 * Renames a product that many orders name, and measures until all of them show it, beside other
 * orders that are placed meanwhile: {@code PORT MONGODB_URI ORDERS}, on real servers. The orders
 * are copies of one that was placed, written to the databases: their log, source and presentation.
 */
final class RelatedBenchmark {
  private static final double OTHERS_PER_SECOND = 20;
  private static final int OTHERS_AT_A_TIME = 100;
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api;
  private final MongoDatabase source;
  private final MongoCollection<Document> presentations;
  private final Load others;

  private RelatedBenchmark(int port, MongoClient mongo) throws Exception {
    this.api = "http://127.0.0.1:" + port;
    this.source = mongo.getDatabase("bench-source");
    this.presentations = mongo.getDatabase("bench-presentation").getCollection("orders");
    this.others = new Load(port, Path.of("demo", "northwind-orders.jsonl"), "?type=order.created");
  }

  public static void main(String[] arguments) throws Exception {
    try (MongoClient mongo = MongoClients.create(arguments[1])) {
      RelatedBenchmark bench = new RelatedBenchmark(Integer.parseInt(arguments[0]), mongo);
      bench.run(Integer.parseInt(arguments[2]));
    }
    System.exit(0);
  }

  private void run(int orders) throws Exception {
    String product = create("/product", "{\"name\": \"Beans\", \"price\": \"12.50\"}");
    new Seeding(source, presentations)
        .copy(create("/order", "{\"products\": [{\"product\": \"" + product + "\"}]}"), orders - 1);
    others.throughput(12_000, 128); // as the other benchmarks: a JVM that is warm
    print("other orders, before", latencies(6));

    long begun = System.nanoTime();
    send("PATCH", "/product/" + product, "application/merge-patch+json", "{\"name\": \"Tea\"}");
    AtomicReference<Exception> failure = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    Histogram meanwhile = new Histogram(LONGEST_MICROS, 3);
    Thread load = new Thread(() -> placeUntil(over, meanwhile, failure));
    load.start();
    double seconds = awaitFollowed(product, orders, begun);
    over.set(true);
    load.join();
    System.out.printf(
        Locale.ROOT,
        "%-26s %d orders in %.0f s, %.0f a second%n",
        "all orders follow",
        orders,
        seconds,
        orders / seconds);
    print("other orders, meanwhile", meanwhile);
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  private String create(String path, String body) throws Exception {
    HttpResponse<String> created =
        send("POST", path, "application/json", body, "Prefer", "wait=30");
    String location = created.headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private HttpResponse<String> send(
      String method, String path, String type, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private Histogram latencies(int times) throws Exception {
    Histogram all = new Histogram(LONGEST_MICROS, 3);
    for (int i = 0; i < times; i++) {
      all.add(others.latency(OTHERS_AT_A_TIME, OTHERS_PER_SECOND));
    }
    return all;
  }

  private void placeUntil(
      AtomicBoolean over, Histogram meanwhile, AtomicReference<Exception> failure) {
    try {
      while (!over.get()) {
        meanwhile.add(latencies(1));
      }
    } catch (Exception e) {
      failure.set(e);
    }
  }

  /** Seconds until readers see the name in every order. */
  private double awaitFollowed(String product, int orders, long begun) {
    MongoCollection<Document> followUps = source.getCollection("followups");
    do {
      LockSupport.parkNanos(500_000_000);
    } while (followUps.countDocuments() > 0 || shown(product) < orders);
    return (System.nanoTime() - begun) / 1e9;
  }

  private long shown(String product) {
    return presentations.countDocuments(
        and(eq("products.product", product), eq("products.name", "Tea")));
  }

  private static void print(String what, Histogram latencies) {
    System.out.printf(
        Locale.ROOT,
        "%-26s %d at %.0f a second, request to frame p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
        what,
        latencies.getTotalCount(),
        OTHERS_PER_SECOND,
        latencies.getValueAtPercentile(50) / 1000.0,
        latencies.getValueAtPercentile(99) / 1000.0,
        latencies.getMaxValue() / 1000.0);
  }
}
