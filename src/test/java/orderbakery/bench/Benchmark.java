package orderbakery.bench;

import java.nio.file.Path;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Measures a running Order Bakery, and on real servers the raw drivers right after it: {@code LABEL
 * PORT [AMQP_ADDRESS MONGODB_URI]}.
 */
final class Benchmark {
  private static final int WARM_UP = 12_000;
  private static final int ORDERS = 10_000;
  private static final int AT_A_TIME = 128;
  private static final int LATENCY_SECONDS = 20;

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    Load load = new Load(Integer.parseInt(arguments[1]), Path.of("demo", "northwind-orders.jsonl"));
    load.throughput(WARM_UP, AT_A_TIME);
    double rate = load.throughput(ORDERS, AT_A_TIME);
    Histogram latencies = load.latency((int) (rate / 10 * LATENCY_SECONDS), rate / 10);
    System.out.printf(
        Locale.ROOT,
        "%-14s %6.0f orders/s; at a tenth of that, request to frame p50 %.1f ms, p99 %.1f ms%n",
        arguments[0],
        rate,
        latencies.getValueAtPercentile(50) / 1000.0,
        latencies.getValueAtPercentile(99) / 1000.0);
    if (arguments.length > 2) {
      compare(rate, arguments[2], arguments[3]);
    }
    System.exit(0);
  }

  private static void compare(double rate, String amqpAddress, String mongoUri) throws Exception {
    try (RawDrivers raw = new RawDrivers(amqpAddress, mongoUri)) {
      double rawRate = raw.throughput(ORDERS);
      System.out.printf(
          Locale.ROOT,
          "%-14s %6.0f orders/s of the same durable acts; Order Bakery reaches %.2f of that%n",
          "raw drivers",
          rawRate,
          rate / rawRate);
    }
  }
}
