package orderbakery.bench.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Half as many orders again as Order Bakery can execute, for a while: what is accepted is kept and
 * told in bounded time, the rest is answered 503, and afterwards all are accepted again.
 * Environment as for {@link Comparison}; argument: a folder for the output.
 */
final class Overload {
  private static final int CONNECTIONS = 256;
  private static final int OPEN_AT_MOST = 2000;
  private static final double WARM_UP_SECONDS = 60;
  private static final double PEAK_SECONDS = 15;
  private static final double OVERLOAD_SECONDS = 120;
  private static final double AFTERWARDS_SECONDS = 15;
  private static final double TIMES_THE_PEAK = 1.5;
  private static final String OLDEST_WAITING = "10s";

  private Overload() {}

  public static void main(String[] arguments) throws Exception {
    Path output = Files.createDirectories(Path.of(arguments[0]));
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRING_RABBITMQ_VIRTUAL_HOST", "order-bakery");
    environment.put("BAKERY_LIMITS_OLDESTWAITING", OLDEST_WAITING);
    try (Contender bakery = new Contender("overload", output).withOrderBakery("all", environment);
        Orders orders = new Orders(bakery.port(), bakery.feedPort(), CONNECTIONS, OPEN_AT_MOST)) {
      orders.closedLoop(WARM_UP_SECONDS);
      orders.awaitFrames();
      int before = orders.told();
      orders.closedLoop(PEAK_SECONDS);
      double peak = (orders.told() - before) / PEAK_SECONDS;
      orders.awaitFrames();
      orders.takeLatencies();
      orders.mayBeRefused();
      say("peak: %.0f orders/s; oldest-waiting: %s", peak, OLDEST_WAITING);

      offer("overload", orders, OVERLOAD_SECONDS, TIMES_THE_PEAK * peak);
      offer("afterwards", orders, AFTERWARDS_SECONDS, peak / 2);
      orders.awaitFrames();
    }
    System.exit(0);
  }

  private static void offer(String when, Orders orders, double seconds, double perSecond)
      throws Exception {
    int placed = orders.placed();
    int refused = orders.refused();
    orders.openLoop(seconds, perSecond);
    orders.awaitFrames();
    Histogram latencies = orders.takeLatencies();
    say(
        "%s: %.0f requests/s for %.0f s: %d accepted, %d answered 503; of the accepted from request"
            + " to frame p50 %.2f s, p99 %.2f s, longest %.2f s",
        when,
        perSecond,
        seconds,
        orders.placed() - placed,
        orders.refused() - refused,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6,
        latencies.getMaxValue() / 1e6);
  }

  private static void say(String text, Object... values) {
    System.out.println(String.format(Locale.ROOT, text, values));
  }
}
