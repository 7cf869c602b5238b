package orderbakery.bench.compare;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import orderbakery.log.Partitions;
import org.HdrHistogram.Histogram;

/**
 * Changes of few orders in each partition, so that each must wait for the one before, while the
 * rule of orders takes {@link SlowRule} to decide. Environment as for {@link Comparison};
 * arguments: a folder for the output, and how many orders each partition has.
 */
final class Strict {
  private static final int PARTITIONS = 8;
  private static final int CONNECTIONS = 64;
  private static final int OPEN_AT_MOST = 2000;
  private static final double CREATE_SECONDS = 5;
  private static final double WARM_UP_SECONDS = 30;
  private static final double SECONDS = 30;

  private Strict() {}

  public static void main(String[] arguments) throws Exception {
    Path output = Files.createDirectories(Path.of(arguments[0]));
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRING_RABBITMQ_VIRTUAL_HOST", "order-bakery");
    environment.put("BAKERY_SOURCE_DATABASE", "strict-source");
    environment.put("BAKERY_PRESENTATION_DATABASE", "strict-presentation");
    environment.put("BAKERY_PARTITIONS", String.valueOf(PARTITIONS));
    environment.put("BAKERY_LIMITS_OLDESTWAITING", "10m"); // all must be decided in their order
    List<String> start =
        List.of("-cp", System.getProperty("java.class.path"), SlowRule.class.getName());
    try (Contender bakery =
            new Contender("strict", output).withOrderBakery(start, "all", environment);
        Orders orders = new Orders(bakery.port(), bakery.feedPort(), CONNECTIONS, OPEN_AT_MOST)) {
      orders.changeEach(Integer.MAX_VALUE);
      orders.closedLoop(CREATE_SECONDS);
      orders.awaitFrames();
      orders.changeOnly(ofEachPartition(orders.changeable(), Integer.parseInt(arguments[1])));
      orders.closedLoop(WARM_UP_SECONDS);
      orders.takeLatencies();
      measure(bakery, orders);
      requirePromises(orders);
    }
    System.exit(0);
  }

  private static List<UUID> ofEachPartition(List<UUID> orders, int count) {
    Partitions partitions = new Partitions(PARTITIONS);
    Map<Integer, List<UUID>> byPartition =
        orders.stream().collect(groupingBy(it -> partitions.of(it.toString())));
    return partitions
        .all()
        .boxed()
        .flatMap(it -> byPartition.get(it).subList(0, count).stream())
        .toList();
  }

  private static void measure(Contender bakery, Orders orders) throws Exception {
    int told = orders.told();
    Cpu before = Cpu.now(bakery);
    long begun = System.nanoTime();
    orders.closedLoop(SECONDS);
    double rate = (orders.told() - told) / ((System.nanoTime() - begun) / 1e9);
    Cpu each = Cpu.now(bakery).since(before).per((orders.told() - told) / 1000.0);
    orders.awaitFrames();
    Histogram latencies = orders.takeLatencies();
    double most = PARTITIONS * TimeUnit.SECONDS.toNanos(1) / (double) SlowRule.NANOS;
    say(
        "%.0f changes/s, %.2f of %.0f that %d partitions could decide at %d ms each; from request"
            + " to frame p50 %.2f s, p99 %.2f s",
        rate,
        rate / most,
        most,
        PARTITIONS,
        TimeUnit.NANOSECONDS.toMillis(SlowRule.NANOS),
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6);
    say(
        "CPU of 1,000 changes: %.2f s, RabbitMQ %.2f, MongoDB %.2f, load %.2f",
        each.contender(), each.broker(), each.store(), each.load());
  }

  private static void requirePromises(Orders orders) {
    try (MongoClient store = Servers.ofEnvironment().store(WriteConcern.MAJORITY)) {
      new Promises(store.getDatabase("strict-source"), store.getDatabase("strict-presentation"))
          .require(orders.placed() - orders.changed(), orders.changed(), 0);
    }
  }

  private static void say(String text, Object... values) {
    System.out.println(String.format(Locale.ROOT, text, values));
  }
}
