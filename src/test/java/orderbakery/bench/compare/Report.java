package orderbakery.bench.compare;

import static java.util.stream.Collectors.joining;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A page and a chart of a comparison.
 *
 * @param contenders their figures by name, the limit first
 */
record Report(Map<String, Figures> contenders) {
  private static final String LIMIT = "limit";
  private static final int BAR_HEIGHT = 26;
  private static final int BAR_WIDTH = 420;
  private static final int NAME_WIDTH = 120;

  /** Markdown. */
  String page() {
    return """
    # Order Bakery beside others

    Written by `scripts/bench`, which measures all on the same servers, RabbitMQ 4.0.5 and MongoDB 6.0.5, in one run: warm up until
    the rate stands still, then in turns, A B C A B C A B C. A figure is the median of three turns; in brackets, from where to where.
    [benchmark.md](benchmark.md) says what each programme does and what the columns mean.

    %s

    ![orders per second](comparison.svg)

    ## Orders

    | | orders/s at the peak | of the limit | p50 at half of it | p99 |
    |---|---|---|---|---|
    %s

    ## CPU of 1,000 orders, in seconds

    | | its own | RabbitMQ | MongoDB | the load |
    |---|---|---|---|---|
    %s

    ## Reads

    | | one order | of the limit | a list of 50 | of the limit |
    |---|---|---|---|---|
    %s
    """
        .formatted(machine(), rows(this::peak), rows(this::cpu), rows(this::reads));
  }

  /** The machine, and how busy it is. */
  static String machine() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return format(
        "%tF, %d processors, %d GB, %s %s, Java %s; load average at the end %.1f.",
        LocalDate.now(Clock.systemUTC()),
        system.getAvailableProcessors(),
        system.getTotalMemorySize() >> 30,
        system.getName(),
        system.getArch(),
        Runtime.version(),
        system.getSystemLoadAverage());
  }

  /** An SVG of the peaks. */
  String chart() {
    double highest =
        contenders.values().stream()
            .mapToDouble(it -> Figures.median(it.peaks))
            .max()
            .orElseThrow();
    StringBuilder bars = new StringBuilder();
    int y = 10;
    for (Map.Entry<String, Figures> each : contenders.entrySet()) {
      double peak = Figures.median(each.getValue().peaks);
      int width = (int) Math.max(1, peak / highest * BAR_WIDTH);
      bars.append(
          format(
              """
              <text x="%d" y="%d" text-anchor="end">%s</text>
              <rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>
              <text x="%d" y="%d">%,.0f</text>
              """,
              NAME_WIDTH - 8,
              y + 17,
              each.getKey(),
              NAME_WIDTH,
              y,
              width,
              BAR_HEIGHT - 6,
              each.getKey().equals(LIMIT) ? "#999" : "#b5651d",
              NAME_WIDTH + width + 8,
              y + 17,
              peak));
      y += BAR_HEIGHT;
    }
    return format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="640" height="%d" font-family="sans-serif" font-size="13">
        <title>Orders per second at the peak</title>
        <rect width="100%%" height="100%%" fill="#fff"/>
        %s</svg>
        """,
        y + 10, bars);
  }

  private String rows(java.util.function.BiFunction<String, Figures, String> row) {
    return contenders.entrySet().stream()
        .map(it -> row.apply(it.getKey(), it.getValue()))
        .filter(it -> !it.isEmpty())
        .collect(joining("\n"));
  }

  private String peak(String name, Figures its) {
    return format(
        "| %s | %s | %.2f | %.1f ms | %.1f ms |",
        name,
        range(its.peaks),
        Figures.median(its.peaks) / Figures.median(contenders.get(LIMIT).peaks),
        its.millisAt(50),
        its.millisAt(99));
  }

  private String cpu(String name, Figures its) {
    return format(
        "| %s | %.2f | %.2f | %.2f | %.2f |",
        name,
        median(its.cpus, Cpu::contender),
        median(its.cpus, Cpu::broker),
        median(its.cpus, Cpu::store),
        median(its.cpus, Cpu::load));
  }

  private String reads(String name, Figures its) {
    if (its.ones.isEmpty()) {
      return "";
    }
    return format(
        "| %s | %s /s | %.2f | %s /s | %.2f |",
        name,
        range(its.ones),
        Figures.median(its.ones) / Figures.median(contenders.get(LIMIT).ones),
        range(its.lists),
        Figures.median(its.lists) / Figures.median(contenders.get(LIMIT).lists));
  }

  /** The median, and from where to where. */
  private static String range(List<Double> values) {
    return format(
        "%,.0f (%,.0f to %,.0f)",
        Figures.median(values),
        values.stream().min(Double::compare).orElseThrow(),
        values.stream().max(Double::compare).orElseThrow());
  }

  private static double median(List<Cpu> cpus, ToDoubleFunction<Cpu> which) {
    return Figures.median(cpus.stream().map(which::applyAsDouble).toList());
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
