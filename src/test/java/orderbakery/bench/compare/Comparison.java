package orderbakery.bench.compare;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orderbakery.bench.Seeding;
import org.HdrHistogram.Histogram;

/**
 * All contenders in turn on the same servers. Environment: RABBITMQ_ADDRESSES, MONGODB_URI,
 * BROKER_PID, STORE_PID. Arguments: a folder for the results, the class path of the peer, and a
 * pattern of the contenders.
 */
final class Comparison implements AutoCloseable {
  private static final String LIMIT = "limit";
  private static final String BAKERY = "order-bakery";
  private static final String MILLION = "million-events";
  private static final int EVENTS = 1_000_000;
  private static final int ROUNDS = 3;
  private static final int CONNECTIONS = 64;
  private static final int OPEN_AT_MOST = 2000;
  private static final double WINDOW_SECONDS = 3;
  private static final int WARM_WINDOWS_AT_LEAST = 12;
  private static final int WARM_WINDOWS_AT_MOST = 40;
  private static final double PEAK_SECONDS = 12;
  private static final double LATENCY_SECONDS = 15;
  private static final double READ_SECONDS = 5;
  private static final double STILL = 0.08;

  private final Path results;
  private final Map<Contender, Orders> contenders = new LinkedHashMap<>();
  private final Map<Contender, Figures> figures = new LinkedHashMap<>();

  private Comparison(Path results) {
    this.results = results;
  }

  /** Writes its page, its chart, the histograms and what the contenders print to the folder. */
  public static void main(String[] arguments) throws Exception {
    Path results = Files.createDirectories(Path.of(arguments[0]));
    try (Comparison comparison = new Comparison(results)) {
      comparison.startAll(arguments[1], arguments[2]);
      comparison.run();
    }
    System.exit(0);
  }

  private void startAll(String peer, String wanted) throws Exception {
    String own = System.getProperty("java.class.path");
    start(
        LIMIT,
        wanted,
        it ->
            it.with(
                programme(own, LimitProgramme.class, LIMIT, LIMIT, BAKERY + "-presentation"),
                Map.of()));
    start(BAKERY, wanted, it -> it.withOrderBakery("all", ownData(BAKERY)));
    start(MILLION, wanted, it -> it.withOrderBakery("all", ownData(MILLION)));
    start("roles", wanted, Comparison::withAProcessPerRole);
    start(
        "embedded",
        wanted,
        it -> it.withOrderBakery("all", Map.of("RABBITMQ_ADDRESSES", "", "MONGODB_URI", "")));
    start(
        "recipe",
        wanted,
        it -> it.with(programme(own, Recipe.class, "recipe", "recipe"), Map.of()));
    start(
        "modulith",
        wanted,
        it ->
            it.with(
                List.of("-cp", peer, "peer.Shop"),
                Map.of(
                    "SPRING_RABBITMQ_ADDRESSES", System.getenv("RABBITMQ_ADDRESSES"),
                    "SPRING_RABBITMQ_VIRTUAL_HOST", "modulith",
                    "SPRING_DATA_MONGODB_URI", System.getenv("MONGODB_URI"))));
  }

  private static Contender withAProcessPerRole(Contender contender) throws Exception {
    for (String role :
        List.of(
            "orders-api",
            "events-writer",
            "orders-events-manager",
            "orders-baker",
            "order-events")) {
      contender.withOrderBakery(role, ownData("roles"));
    }
    return contender;
  }

  private interface Start {
    Contender of(Contender contender) throws Exception;
  }

  private void start(String name, String wanted, Start start) throws Exception {
    if (name.equals(LIMIT) || name.matches(wanted)) { // all others are compared with it
      Contender contender = start.of(new Contender(name, results));
      contenders.put(
          contender, new Orders(contender.port(), contender.feedPort(), CONNECTIONS, OPEN_AT_MOST));
      figures.put(contender, new Figures());
      say("%s runs", name);
    }
  }

  private static List<String> programme(String classPath, Class<?> main, String... data) {
    List<String> command = new ArrayList<>(List.of("-cp", classPath, main.getName(), "PORT"));
    command.addAll(List.of(data));
    return command;
  }

  private static Map<String, String> ownData(String name) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRING_RABBITMQ_VIRTUAL_HOST", name);
    environment.put("BAKERY_SOURCE_DATABASE", name + "-source");
    environment.put("BAKERY_PRESENTATION_DATABASE", name + "-presentation");
    return environment;
  }

  private void run() throws Exception {
    for (Contender contender : contenders.keySet()) {
      warmUp(contender);
      if (contender.name().equals(MILLION)) {
        fill(contender);
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Contender contender : contenders.keySet()) {
        peak(contender);
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (Contender contender : contenders.keySet()) {
        latency(contender);
      }
    }
    compareReads();
    requirePromises();
    report();
  }

  private void compareReads() throws IOException {
    List<Contender> reading =
        contenders.keySet().stream().filter(it -> it.name().matches(LIMIT + "|" + BAKERY)).toList();
    if (reading.size() == 2) {
      String order = contenders.get(reading.get(1)).lastId();
      for (int round = 0; round < ROUNDS; round++) {
        for (Contender contender : reading) {
          reads(contender, order);
        }
      }
    }
  }

  /** Until the rate of three windows differs by no more than a few percent. */
  private void warmUp(Contender contender) throws IOException {
    List<Double> rates = new ArrayList<>();
    do {
      rates.add(window(contender, WINDOW_SECONDS));
    } while (!standStill(rates) && rates.size() < WARM_WINDOWS_AT_MOST);
    contenders.get(contender).awaitFrames();
    say("%s is warm after %d windows: %s", contender.name(), rates.size(), rates);
  }

  private void fill(Contender contender) {
    try (MongoClient store = Servers.ofEnvironment().store(WriteConcern.MAJORITY)) {
      new Seeding(
              store.getDatabase(MILLION + "-source"),
              store.getDatabase(MILLION + "-presentation").getCollection("orders"))
          .copy(contenders.get(contender).lastId(), EVENTS);
    }
    say("%s has %,d events more", contender.name(), EVENTS);
  }

  private static boolean standStill(List<Double> rates) {
    if (rates.size() < WARM_WINDOWS_AT_LEAST) {
      return false;
    }
    List<Double> last = rates.subList(rates.size() - 3, rates.size());
    double low = last.stream().min(Double::compare).orElseThrow();
    double high = last.stream().max(Double::compare).orElseThrow();
    return high - low <= STILL * high;
  }

  /** Frames per second while orders are placed in a closed loop. */
  private double window(Contender contender, double seconds) throws IOException {
    Orders orders = contenders.get(contender);
    int before = orders.told();
    long begun = System.nanoTime();
    orders.closedLoop(seconds);
    return Math.round((orders.told() - before) / ((System.nanoTime() - begun) / 1e9));
  }

  private void peak(Contender contender) throws IOException {
    Orders orders = contenders.get(contender);
    int placed = orders.placed();
    Cpu before = Cpu.now(contender);
    window(contender, WINDOW_SECONDS); // fills its stages
    double rate = window(contender, PEAK_SECONDS);
    orders.awaitFrames();
    Cpu each = Cpu.now(contender).since(before).per((orders.placed() - placed) / 1000.0);
    orders.takeLatencies();
    figures.get(contender).peaks.add(rate);
    figures.get(contender).cpus.add(each);
    say(
        "%s: %.0f orders/s; CPU of 1,000 orders: %.2f s, RabbitMQ %.2f, MongoDB %.2f, load %.2f",
        contender.name(), rate, each.contender(), each.broker(), each.store(), each.load());
  }

  private void latency(Contender contender) throws IOException {
    Orders orders = contenders.get(contender);
    Figures its = figures.get(contender);
    orders.openLoop(LATENCY_SECONDS, Figures.median(its.peaks) / 2);
    orders.awaitFrames();
    Histogram taken = orders.takeLatencies();
    its.latencies.add(taken);
    say(
        "%s at half of its peak: p50 %.1f ms, p99 %.1f ms",
        contender.name(),
        taken.getValueAtPercentile(50) / 1000.0,
        taken.getValueAtPercentile(99) / 1000.0);
  }

  /** Of the limit and of Order Bakery, the same orders. */
  private void reads(Contender contender, String order) throws IOException {
    Figures its = figures.get(contender);
    String one = "/order/" + order;
    its.ones.add(Reads.perSecond(contender.port(), one, CONNECTIONS, READ_SECONDS));
    its.lists.add(Reads.perSecond(contender.port(), "/order?limit=50", CONNECTIONS, READ_SECONDS));
    say(
        "%s: GET one %.0f/s, a list of 50 %.0f/s",
        contender.name(), its.ones.get(its.ones.size() - 1), its.lists.get(its.lists.size() - 1));
  }

  private void requirePromises() throws Exception {
    try (MongoClient store = Servers.ofEnvironment().store(WriteConcern.MAJORITY)) {
      for (Map.Entry<Contender, Orders> each : contenders.entrySet()) {
        String name = each.getKey().name();
        if (name.matches(BAKERY + "|roles")) {
          new Promises(
                  store.getDatabase(name + "-source"), store.getDatabase(name + "-presentation"))
              .require(each.getValue().placed(), 0, 0);
        }
      }
    }
  }

  private void report() throws IOException {
    Map<String, Figures> byName = new LinkedHashMap<>();
    figures.forEach((contender, its) -> byName.put(contender.name(), its));
    Report report = new Report(byName);
    Files.writeString(results.resolve("comparison.md"), report.page());
    Files.writeString(results.resolve("comparison.svg"), report.chart());
    for (Map.Entry<String, Figures> each : byName.entrySet()) {
      try (PrintStream file =
          new PrintStream(Files.newOutputStream(results.resolve(each.getKey() + ".hgrm")))) {
        each.getValue().latency().outputPercentileDistribution(file, 1000.0);
      }
    }
    System.out.println(report.page());
  }

  private static void say(String text, Object... values) {
    System.out.println(String.format(Locale.ROOT, text, values));
  }

  @Override
  public void close() {
    for (Map.Entry<Contender, Orders> each : contenders.entrySet()) {
      each.getValue().close();
      each.getKey().close();
    }
  }
}
