package orderbakery.bench.compare;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders and changes of them for a long time in an open loop, and what grows meanwhile. Environment
 * as for {@link Comparison}, and BROKER_DATA, the folder of RabbitMQ. Arguments: a folder for the
 * output, minutes, and requests per second.
 */
final class Growth {
  private static final String BAKERY = "order-bakery";
  private static final List<String> DATABASES = List.of("growth-source", "growth-presentation");
  private static final int CONNECTIONS = 256;
  private static final int CHANGE_EACH = 10;
  private static final double WARM_UP_SECONDS = 60;
  private static final int ROWS = 12;
  private static final Pattern HEAP_TOTAL =
      Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

  private final Contender bakery;
  private final Orders orders;
  private final MongoClient store;
  private final int minutes;
  private final int minutesPerRow;
  private final List<Minute> measured = new ArrayList<>();
  private int accepted;
  private int told;
  private int refused;
  private Cpu cpu;

  private Growth(Contender bakery, Orders orders, MongoClient store, int minutes) {
    this.bakery = bakery;
    this.orders = orders;
    this.store = store;
    this.minutes = minutes;
    this.minutesPerRow = Math.max(1, minutes / ROWS);
  }

  public static void main(String[] arguments) throws Exception {
    Path output = Files.createDirectories(Path.of(arguments[0]));
    int minutes = Integer.parseInt(arguments[1]);
    int perSecond = Integer.parseInt(arguments[2]);
    Map<String, String> environment = new HashMap<>();
    environment.put("SPRING_RABBITMQ_VIRTUAL_HOST", BAKERY);
    environment.put("BAKERY_SOURCE_DATABASE", DATABASES.get(0));
    environment.put("BAKERY_PRESENTATION_DATABASE", DATABASES.get(1));
    try (Contender bakery = new Contender("growth", output).withOrderBakery("all", environment);
        Orders orders =
            new Orders(bakery.port(), bakery.feedPort(), CONNECTIONS, Integer.MAX_VALUE);
        MongoClient store = Servers.ofEnvironment().store(WriteConcern.MAJORITY)) {
      Growth growth = new Growth(bakery, orders, store, minutes);
      growth.run(perSecond);
      growth.requirePromises();
      GrowthReport report =
          new GrowthReport(growth.measured, growth.minutesPerRow, perSecond, CHANGE_EACH);
      Files.writeString(output.resolve("growth.md"), report.page());
      Files.writeString(output.resolve("growth.svg"), report.chart());
      System.out.println(report.page());
    }
    System.exit(0);
  }

  private void run(int perSecond) throws Exception {
    orders.mayBeRefused();
    orders.changeEach(CHANGE_EACH);
    orders.openLoop(WARM_UP_SECONDS, perSecond);
    orders.awaitFrames();
    orders.takeLatencies();
    accepted = orders.placed();
    told = orders.told();
    refused = orders.refused();
    cpu = Cpu.now(bakery);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    List<ScheduledFuture<?>> ends = new ArrayList<>();
    for (int minute = 1; minute <= minutes; minute++) {
      int number = minute;
      ends.add(clock.schedule(() -> end(number), minute, TimeUnit.MINUTES));
    }
    orders.openLoop(minutes * 60.0, perSecond);
    orders.awaitFrames();
    for (ScheduledFuture<?> end : ends) {
      end.get();
    }
    clock.shutdown();
  }

  /** A collection is asked for where a row of the page ends: each minute it would cost too much. */
  private Minute end(int minute) throws Exception {
    Cpu now = Cpu.now(bakery);
    Minute ended =
        new Minute(
            minute,
            orders.placed() - accepted,
            orders.told() - told,
            orders.refused() - refused,
            orders.takeLatencies(),
            now.since(cpu),
            Footprint.now(bakery),
            minute % minutesPerRow == 0 || minute == minutes ? heapAfterCollection() : null,
            disk(),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    measured.add(ended);
    accepted += ended.accepted();
    told += ended.told();
    refused += ended.refused();
    cpu = now;
    System.out.println(GrowthReport.line(ended));
    return ended;
  }

  /** What a collection leaves; what is allocated after it is not in it. */
  private long heapAfterCollection() throws IOException, InterruptedException {
    String histogram = bakery.jcmd("GC.class_histogram");
    Matcher total = HEAP_TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IllegalStateException("No total of the heap: " + histogram);
    }
    return Long.parseLong(total.group(1));
  }

  private Disk disk() throws IOException {
    return Disk.now(store, DATABASES, Path.of(System.getenv("BROKER_DATA")));
  }

  private void requirePromises() {
    new Promises(store.getDatabase(DATABASES.get(0)), store.getDatabase(DATABASES.get(1)))
        .require(orders.placed() - orders.changed(), orders.changed(), orders.refused());
    System.out.println(
        String.format(
            Locale.ROOT,
            "promises kept: %d orders, %d changes",
            orders.placed() - orders.changed(),
            orders.changed()));
  }
}
