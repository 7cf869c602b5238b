package orderbakery.bench;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Measures what operators wait for, on real servers: {@code PORT MANAGEMENT_PORT MONGODB_URI ORDERS
 * NAME=PID...}, the orders that are rebuilt, and the processes whose CPU is told. The pace of jobs
 * must be set as high as it goes.
 */
final class OperationsBenchmark {
  private static final int FREED = 10_000;
  private static final int ROUNDS = 3;
  private static final int AT_A_TIME = 128;
  private static final long PATIENCE_NANOS = 300_000_000_000L;
  private static final String WHY = "\"by\": \"bench\", \"reason\": \"measured\"";
  private static final Document ALL = new Document();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String api;
  private final String management;
  private final int rebuilt;
  private final Map<String, Long> processes;
  private final MongoCollection<Document> events;
  private final MongoCollection<Document> orders;
  private final MongoCollection<Document> presentations;
  private final MongoCollection<Document> jobs;

  private OperationsBenchmark(List<String> arguments, MongoClient mongo) {
    this.api = "http://127.0.0.1:" + arguments.get(0);
    this.management = "http://127.0.0.1:" + arguments.get(1) + "/actuator";
    this.rebuilt = Integer.parseInt(arguments.get(3));
    this.processes = new LinkedHashMap<>();
    for (String named : arguments.subList(4, arguments.size())) {
      String[] parts = named.split("=", 2);
      processes.put(parts[0], Long.valueOf(parts[1]));
    }
    this.events = mongo.getDatabase("bench-source").getCollection("events");
    this.orders = mongo.getDatabase("bench-source").getCollection("orders");
    this.jobs = mongo.getDatabase("bench-source").getCollection("jobs");
    this.presentations = mongo.getDatabase("bench-presentation").getCollection("orders");
  }

  public static void main(String[] arguments) throws Exception {
    try (MongoClient mongo = MongoClients.create(arguments[2])) {
      OperationsBenchmark bench = new OperationsBenchmark(List.of(arguments), mongo);
      bench.place(Integer.parseInt(arguments[0]));
      for (int round = 0; round < ROUNDS; round++) {
        bench.rebuildMissingPresentations();
        bench.rebuildDamagedPresentations();
        bench.rebuildWholePresentations();
        bench.rebuildDamagedSource();
        bench.rebuildWholeSource();
      }
      bench.free();
    }
    System.exit(0);
  }

  private void place(int port) throws Exception {
    Load load = new Load(port, Path.of("demo", "northwind-orders.jsonl"));
    for (long placed = orders.countDocuments(); placed < rebuilt; placed += 10_000) {
      load.throughput((int) Math.min(10_000, rebuilt - placed), AT_A_TIME);
    }
  }

  private void rebuildMissingPresentations() throws Exception {
    presentations.deleteMany(ALL);
    measured(
        "rebuild of the presentation, all missing",
        rebuilt,
        () -> rebuild("presentation"),
        () -> hasEnded("presentation") && presentations.estimatedDocumentCount() == rebuilt);
  }

  private void rebuildDamagedPresentations() throws Exception {
    presentations.updateMany(ALL, set("note", "damaged"));
    measured(
        "rebuild of the presentation, all damaged",
        rebuilt,
        () -> rebuild("presentation"),
        () ->
            hasEnded("presentation") && presentations.find(eq("note", "damaged")).first() == null);
  }

  /** But for the last one of each partition: when it is back, all before it were looked at. */
  private void rebuildWholePresentations() throws Exception {
    for (int partition : events.distinct("partition", Integer.class)) {
      Document last =
          events
              .find(and(eq("partition", partition), eq("entityVersion", 1L)))
              .sort(descending("sequence"))
              .first();
      presentations.deleteOne(eq("_id", last.getString("entityId")));
    }
    measured(
        "rebuild of the presentation, all well",
        rebuilt,
        () -> rebuild("presentation"),
        () -> hasEnded("presentation") && presentations.estimatedDocumentCount() == rebuilt);
  }

  private void rebuildDamagedSource() throws Exception {
    orders.updateMany(ALL, set("note", "damaged"));
    measured(
        "rebuild of the source, all damaged",
        rebuilt,
        () -> rebuild("source"),
        () -> hasEnded("source"));
    require(orders.countDocuments(eq("note", "damaged")) == 0, "orders are still damaged");
  }

  private void rebuildWholeSource() throws Exception {
    measured(
        "rebuild of the source, all well",
        rebuilt,
        () -> rebuild("source"),
        () -> hasEnded("source"));
  }

  private void rebuild(String what) throws Exception {
    post("/rebuild/" + what, "{\"component\": \"order\", " + WHY + "}");
  }

  private boolean hasEnded(String what) {
    Document job = jobs.find(eq("_id", "order-" + what.toUpperCase(Locale.ROOT))).first();
    return job == null || job.get("endedAt") != null;
  }

  private void free() throws Exception {
    List<String> ids =
        orders
            .find()
            .projection(include("_id"))
            .limit(FREED)
            .map(it -> it.getString("_id"))
            .into(new ArrayList<>());
    orders.updateMany(in("_id", ids), set("status", "BROKEN"));
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
    await(() -> events.countDocuments(eq("status", "PARKED")) == ids.size());
    orders.updateMany(in("_id", ids), set("status", "PLACED"));
    Instant before = Instant.now();
    measured(
        "release of parked commands",
        ids.size(),
        () ->
            post(
                "/parked",
                "{\"action\": \"retry\", \"kind\": \"java.lang.IllegalArgumentException\","
                    + " \"dryRun\": false, "
                    + WHY
                    + "}"),
        () -> events.countDocuments(in("status", "PARKED", "BLOCKED", "PENDING")) == 0);
    require(
        events.countDocuments(gte("executionTime", before)) == 2L * ids.size(),
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

  private interface Act {
    void run() throws Exception;
  }

  private void measured(String what, int count, Act act, BooleanSupplier isOver) throws Exception {
    Map<String, Double> before = cpu();
    long begun = System.nanoTime();
    act.run();
    await(isOver);
    double seconds = (System.nanoTime() - begun) / 1e9;
    StringBuilder spent = new StringBuilder();
    cpu()
        .forEach(
            (name, now) ->
                spent.append(
                    String.format(Locale.ROOT, ", %s %.1f s", name, now - before.get(name))));
    System.out.printf(
        Locale.ROOT,
        "%-41s %d in %.1f s, %.0f a second; CPU%s%n",
        what,
        count,
        seconds,
        count / seconds,
        spent.substring(1));
  }

  /** Seconds of each process and all that it has started. */
  private Map<String, Double> cpu() {
    Map<String, Double> all = new LinkedHashMap<>();
    processes.forEach((name, id) -> all.put(name, seconds(ProcessHandle.of(id).orElseThrow())));
    return all;
  }

  private static double seconds(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
            .map(it -> it.info().totalCpuDuration().orElse(Duration.ZERO))
            .mapToLong(Duration::toMillis)
            .sum()
        / 1000.0;
  }
}
