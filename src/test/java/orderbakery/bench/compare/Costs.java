package orderbakery.bench.compare;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * What one order costs at the peak: messages of the broker, commands and bytes of the store, CPU by
 * threads, and memory that is allocated. Environment as for {@link Comparison}; argument: a folder
 * for the output.
 */
final class Costs {
  private static final int CONNECTIONS = 64;
  private static final int OPEN_AT_MOST = 2000;
  private static final double WARM_UP_SECONDS = 60;
  private static final double SECONDS = 30;
  private static final double LEAST = 0.0005;
  private static final int TICKS_PER_SECOND = 100;
  private static final Pattern BROKER_COUNTER = Pattern.compile("(messages_\\w+) => (\\d+)");
  private static final List<String> COMMANDS =
      List.of("insert", "update", "find", "aggregate", "findAndModify", "delete", "getMore");

  private final Contender bakery;
  private final MongoDatabase admin;

  private Costs(Contender bakery, MongoDatabase admin) {
    this.bakery = bakery;
    this.admin = admin;
  }

  public static void main(String[] arguments) throws Exception {
    Path output = Files.createDirectories(Path.of(arguments[0]));
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRING_RABBITMQ_VIRTUAL_HOST", "order-bakery");
    try (Contender bakery = new Contender("costs", output).withOrderBakery("all", environment);
        Orders orders = new Orders(bakery.port(), bakery.feedPort(), CONNECTIONS, OPEN_AT_MOST);
        MongoClient store = Servers.ofEnvironment().store(WriteConcern.MAJORITY)) {
      Costs costs = new Costs(bakery, store.getDatabase("admin"));
      orders.closedLoop(WARM_UP_SECONDS);
      orders.awaitFrames();
      int placed = orders.placed();
      Map<String, Double> before = costs.all();
      orders.closedLoop(SECONDS);
      orders.awaitFrames();
      print(before, costs.all(), orders.placed() - placed);
    }
    System.exit(0);
  }

  private static void print(Map<String, Double> before, Map<String, Double> after, int orders) {
    System.out.printf(Locale.ROOT, "| Of each of %d orders | |%n|---|---|%n", orders);
    after.forEach(
        (what, value) -> {
          double each = (value - before.getOrDefault(what, 0.0)) / orders;
          if (each >= LEAST) {
            System.out.printf(Locale.ROOT, "| %s | %.3f |%n", what, each);
          }
        });
  }

  private Map<String, Double> all() throws Exception {
    Map<String, Double> all = new LinkedHashMap<>();
    addBroker(all);
    addStore(all);
    addThreads(all);
    all.put("KB allocated", bakery.metric("jvm_gc_memory_allocated_bytes_total") / 1024);
    all.put("ms of CPU, whole process", 1000 * bakery.cpuSeconds());
    all.put("ms of CPU, RabbitMQ", 1000 * Cpu.now(bakery).broker());
    all.put("ms of CPU, MongoDB", 1000 * Cpu.now(bakery).store());
    return all;
  }

  private static void addBroker(Map<String, Double> all) throws Exception {
    String text =
        Commands.output(
            "scripts/real-servers",
            "ctl",
            "rabbitmq4",
            "eval",
            "rabbit_global_counters:overview().");
    Matcher counter = BROKER_COUNTER.matcher(text);
    while (counter.find()) {
      all.merge(
          "RabbitMQ: " + counter.group(1).replace('_', ' '),
          Double.parseDouble(counter.group(2)),
          Double::sum);
    }
  }

  private void addStore(Map<String, Double> all) {
    Document status = admin.runCommand(new Document("serverStatus", 1));
    Document commands = status.get("metrics", Document.class).get("commands", Document.class);
    for (String command : COMMANDS) {
      all.put(
          "MongoDB: commands " + command, number(commands.get(command, Document.class), "total"));
    }
    Document documents = status.get("metrics", Document.class).get("document", Document.class);
    documents.keySet().forEach(it -> all.put("MongoDB: documents " + it, number(documents, it)));
    Document network = status.get("network", Document.class);
    all.put("MongoDB: KB in", number(network, "bytesIn") / 1024);
    all.put("MongoDB: KB out", number(network, "bytesOut") / 1024);
  }

  /** Threads of one name but for its numbers are one line. */
  private void addThreads(Map<String, Double> all) throws IOException {
    Map<String, Double> byName = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", String.valueOf(bakery.pid()), "task"))) {
      for (Path task : tasks.toList()) {
        String stat = Files.readString(task.resolve("stat"));
        String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        double ticks = Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12));
        byName.merge(
            "ms of CPU, threads " + name.replaceAll("[0-9]+", "#"),
            1000 * ticks / TICKS_PER_SECOND,
            Double::sum);
      }
    }
    all.putAll(byName);
  }

  private static double number(Document document, String field) {
    return document.get(field, Number.class).doubleValue();
  }
}
