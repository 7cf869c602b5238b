package orderbakery.bench;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;

/**
 * Rebuilds the presentation and then the source of many orders while 200 commands a second go on
 * and readers read, on real servers: {@code PORT MANAGEMENT_PORT MONGODB_URI ORDERS}. Ends with 1
 * when a reader has missed an order, or log, source and presentation differ at rest.
 */
final class RebuildUnderLoad {
  private static final int COMMANDS_PER_SECOND = 200;
  private static final int READS_PER_SECOND = 100;
  private static final int AT_A_TIME = 128;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api;
  private final String management;
  private final MongoCollection<Document> events;
  private final MongoCollection<Document> jobs;
  private final List<String> ids;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();

  private RebuildUnderLoad(String port, String managementPort, MongoDatabase source) {
    this.api = "http://127.0.0.1:" + port + "/order/";
    this.management = "http://127.0.0.1:" + managementPort + "/actuator";
    this.events = source.getCollection("events");
    this.jobs = source.getCollection("jobs");
    this.ids =
        source
            .getCollection("orders")
            .find()
            .projection(include("_id"))
            .map(it -> it.getString("_id"))
            .into(new ArrayList<>());
  }

  public static void main(String[] arguments) throws Exception {
    Load load = new Load(Integer.parseInt(arguments[0]), Path.of("demo", "northwind-orders.jsonl"));
    int orders = Integer.parseInt(arguments[3]);
    for (int placed = 0; placed < orders; placed += 10_000) {
      load.throughput(Math.min(10_000, orders - placed), AT_A_TIME);
    }
    try (MongoClient mongo = MongoClients.create(arguments[2])) {
      RebuildUnderLoad run =
          new RebuildUnderLoad(arguments[0], arguments[1], mongo.getDatabase("bench-source"));
      System.exit(run.passes() ? 0 : 1);
    }
  }

  private boolean passes() throws Exception {
    ScheduledExecutorService clients = Executors.newScheduledThreadPool(2);
    Random chance = new Random(1);
    every(COMMANDS_PER_SECOND, clients, () -> change(any(chance)));
    every(READS_PER_SECOND, clients, () -> read(any(chance)));
    job("PRESENTATION", "/rebuild/presentation");
    job("SOURCE", "/rebuild/source");
    clients.shutdown();
    clients.awaitTermination(10, TimeUnit.SECONDS);
    while (events.countDocuments(eq("status", "PENDING")) > 0) {
      LockSupport.parkNanos(50_000_000);
    }
    job("RECONCILE", "/reconcile");
    long wrong = jobs.find(eq("_id", "order-RECONCILE")).first().getLong("found");
    System.out.printf(
        Locale.ROOT,
        "%d commands accepted meanwhile, %d reads of which %d found nothing; %d orders differ%n",
        accepted.get(),
        reads.get(),
        missed.get(),
        wrong);
    return missed.get() == 0 && wrong == 0;
  }

  private static void every(int perSecond, ScheduledExecutorService clients, Runnable act) {
    var unused = clients.scheduleAtFixedRate(act, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
  }

  private synchronized String any(Random chance) {
    return ids.get(chance.nextInt(ids.size()));
  }

  private void change(String id) {
    HttpRequest patch =
        HttpRequest.newBuilder(URI.create(api + id))
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofString("{\"note\": \"" + accepted.get() + "\"}"))
            .build();
    var unused =
        http.sendAsync(patch, BodyHandlers.discarding())
            .thenAccept(answer -> accepted.addAndGet(answer.statusCode() == 202 ? 1 : 0));
  }

  private void read(String id) {
    HttpRequest get = HttpRequest.newBuilder(URI.create(api + id)).build();
    var unused =
        http.sendAsync(get, BodyHandlers.discarding())
            .thenAccept(
                answer -> {
                  reads.incrementAndGet();
                  missed.addAndGet(answer.statusCode() == 200 ? 0 : 1);
                });
  }

  private void job(String kind, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(management + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"by\": \"bench\", \"reason\": \"under load\"}"))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    long begun = System.nanoTime();
    Document job = jobs.find(eq("_id", "order-" + kind)).first();
    while (job.get("endedAt") == null) {
      LockSupport.parkNanos(100_000_000);
      job = jobs.find(eq("_id", "order-" + kind)).first();
    }
    System.out.printf(
        Locale.ROOT,
        "%-14s %d orders, %d events passed in %.0f s%n",
        kind,
        ids.size(),
        job.getLong("done"),
        (System.nanoTime() - begun) / 1e9);
  }
}
