package orderbakery.bench;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.Document;

/**
 * Measures what operators wait for, on real servers: {@code PORT MANAGEMENT_PORT MONGODB_URI}. The
 * pace of jobs must be set as high as it goes.
 */
final class OperationsBenchmark {
  private static final int ORDERS = 10_000;
  private static final int AT_A_TIME = 128;
  private static final long PATIENCE_NANOS = 300_000_000_000L;
  private static final String WHY = "\"by\": \"bench\", \"reason\": \"measured\"";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api;
  private final String management;
  private final MongoCollection<Document> events;
  private final MongoCollection<Document> orders;
  private final MongoCollection<Document> presentations;
  private final MongoCollection<Document> jobs;

  private OperationsBenchmark(String port, String managementPort, MongoClient mongo) {
    this.api = "http://127.0.0.1:" + port;
    this.management = "http://127.0.0.1:" + managementPort + "/actuator";
    this.events = mongo.getDatabase("bench-source").getCollection("events");
    this.orders = mongo.getDatabase("bench-source").getCollection("orders");
    this.jobs = mongo.getDatabase("bench-source").getCollection("jobs");
    this.presentations = mongo.getDatabase("bench-presentation").getCollection("orders");
  }

  public static void main(String[] arguments) throws Exception {
    new Load(Integer.parseInt(arguments[0]), Path.of("demo", "northwind-orders.jsonl"))
        .throughput(ORDERS, AT_A_TIME);
    try (MongoClient mongo = MongoClients.create(arguments[2])) {
      OperationsBenchmark bench = new OperationsBenchmark(arguments[0], arguments[1], mongo);
      bench.rebuildPresentation();
      bench.rebuildSource();
      bench.free();
    }
    System.exit(0);
  }

  private void rebuildPresentation() throws Exception {
    presentations.deleteMany(new Document());
    long begun = System.nanoTime();
    post("/rebuild/presentation", "{" + WHY + "}");
    await(() -> presentations.countDocuments() == ORDERS);
    print("rebuild of the presentation", begun);
  }

  private void rebuildSource() throws Exception {
    orders.updateMany(new Document(), set("note", "damaged"));
    long begun = System.nanoTime();
    post("/rebuild/source", "{" + WHY + "}");
    await(() -> jobs.find(eq("_id", "order-SOURCE")).first().get("endedAt") != null);
    print("rebuild of the source", begun);
    require(orders.countDocuments(eq("note", "damaged")) == 0, "orders are still damaged");
  }

  private void free() throws Exception {
    List<String> ids =
        orders
            .find()
            .projection(include("_id"))
            .map(it -> it.getString("_id"))
            .into(new ArrayList<>());
    orders.updateMany(new Document(), set("status", "BROKEN"));
    Semaphore free = new Semaphore(AT_A_TIME);
    for (String id : ids) {
      free.acquire();
      HttpRequest cancel =
          HttpRequest.newBuilder(URI.create(api + "/order/" + id + "/cancel"))
              .POST(BodyPublishers.noBody())
              .build();
      var unused =
          http.sendAsync(cancel, BodyHandlers.discarding())
              .whenComplete((response, failure) -> free.release());
    }
    await(() -> events.countDocuments(eq("status", "PARKED")) == ORDERS);
    orders.updateMany(new Document(), set("status", "PLACED"));
    Instant before = Instant.now();
    long begun = System.nanoTime();
    post(
        "/parked",
        "{\"action\": \"retry\", \"kind\": \"java.lang.IllegalArgumentException\", \"dryRun\": false, "
            + WHY
            + "}");
    await(() -> events.countDocuments(in("status", "PARKED", "BLOCKED", "PENDING")) == 0);
    print("release of parked commands", begun);
    require(
        events.countDocuments(gte("executionTime", before)) == 2 * ORDERS,
        "not every command was executed");
  }

  private void post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(management + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    require(answer.statusCode() < 300, answer.statusCode() + " " + answer.body());
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      require(System.nanoTime() < deadline, "it took too long");
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void print(String what, long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-28s %d orders in %.1f s, %.0f a second%n",
        what,
        ORDERS,
        seconds,
        ORDERS / seconds);
  }
}
