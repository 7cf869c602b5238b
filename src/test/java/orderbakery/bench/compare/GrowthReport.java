package orderbakery.bench.compare;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A page and a chart of a long run.
 *
 * @param minutes each that was measured
 * @param minutesPerRow of the page's tables
 * @param perSecond requests that were due each second
 * @param changeEach so manieth request was a change
 */
record GrowthReport(List<Minute> minutes, int minutesPerRow, int perSecond, int changeEach) {
  private static final double MIB = 1 << 20;
  private static final double LEAST_KIB = 0.5;
  private static final Map<String, String> WHY =
      Map.of(
          "source.events", "an event per command; none is ever deleted",
          "source.orders", "an order each, with the outcomes of its latest batch",
          "presentation.orders", "an order each, as clients see it");

  /** A minute as it ends, for whoever watches. */
  static String line(Minute it) {
    return format(
        "minute %d: %d accepted, %d told, %d answered 503; p50 %.0f ms, p99 %.0f ms, longest %.1f s;"
            + " heap %s, MiB resident %.0f, RabbitMQ %.0f, MongoDB %.0f; threads %d; CPU of 1,000"
            + " %.2f s, %.2f, %.2f; MiB on disk: source %.0f,"
            + " presentation %.0f, RabbitMQ %.0f; load average %.1f",
        it.last(),
        it.accepted(),
        it.told(),
        it.refused(),
        it.millisAt(50),
        it.millisAt(99),
        it.millisAt(100) / 1000,
        it.heap() == null ? "-" : format("%.0f", it.heap() / MIB),
        it.footprint().contender() / MIB,
        it.footprint().broker() / MIB,
        it.footprint().store() / MIB,
        it.footprint().threads(),
        it.cpuOfThousand().contender(),
        it.cpuOfThousand().broker(),
        it.cpuOfThousand().store(),
        it.disk().of("source") / MIB,
        it.disk().of("presentation") / MIB,
        it.disk().broker() / MIB,
        it.load());
  }

  /** Markdown. */
  String page() {
    Minute all = Minute.of(minutes);
    return format(
        """
        # What grows while orders come

        Written by `scripts/bench growth %d %d`: %d requests are due each second for %d minutes, whatever became of those before (an open
        loop), to one process with all roles, on RabbitMQ 4.0.5 and MongoDB 6.0.5 that began empty, after one such minute that has warmed
        it up. Each %dth request changes the note of an order that was placed in this run, whichever; the others place an order of the
        demo. One client listens. Latencies count from when a request was due to its frame.

        %s

        %,d commands were accepted, and each was told; %,d requests were answered 503. Afterwards the databases held I1 to I4 and I6 of the
        [promises](promises.md): no event is missing or doubled, each order has as many versions as it has events, the newest is presented.

        ![latencies, memory, disk and CPU by minutes](growth.svg)

        ## What it does

        | until minute | accepted/s | p50 | p99 | longest | 503 | CPU of 1,000 commands | RabbitMQ | MongoDB | load average |
        |---|---|---|---|---|---|---|---|---|---|
        %s

        ## What it holds

        In MiB. The heap is what a collection leaves at the end of each row; the rest is resident memory, and files.

        | after minute | heap | product | RabbitMQ | MongoDB | threads | source | presentation | oplog | files of RabbitMQ |
        |---|---|---|---|---|---|---|---|---|---|
        %s

        ## What 1,000 commands leave on disk

        From the end of the first row to that of the last. Collections that grow by less than half a KiB are left out.

        | | documents | KiB of them | KiB of indexes | indexes | why |
        |---|---|---|---|---|---|
        %s
        """,
        minutes.size(),
        perSecond,
        perSecond,
        minutes.size(),
        changeEach,
        Report.machine(),
        all.accepted(),
        all.refused(),
        rows().stream().map(this::does).collect(joining("\n")),
        rows().stream().map(GrowthReport::holds).collect(joining("\n")),
        String.join("\n", leaves()));
  }

  private List<Minute> rows() {
    List<Minute> rows = new ArrayList<>();
    for (int i = 0; i < minutes.size(); i += minutesPerRow) {
      rows.add(Minute.of(minutes.subList(i, Math.min(minutes.size(), i + minutesPerRow))));
    }
    return rows;
  }

  private String does(Minute row) {
    int first = (row.last() - 1) / minutesPerRow * minutesPerRow;
    Cpu cpu = row.cpuOfThousand();
    return format(
        "| %d | %.0f | %.1f ms | %.1f ms | %.1f s | %d | %.2f s | %.2f s | %.2f s | %.1f |",
        row.last(),
        row.accepted() / 60.0 / (row.last() - first),
        row.millisAt(50),
        row.millisAt(99),
        row.millisAt(100) / 1000,
        row.refused(),
        cpu.contender(),
        cpu.broker(),
        cpu.store(),
        row.load());
  }

  private static String holds(Minute row) {
    return format(
        "| %d | %.0f | %.0f | %.0f | %.0f | %d | %.0f | %.0f | %.0f | %.0f |",
        row.last(),
        row.heap() / MIB,
        row.footprint().contender() / MIB,
        row.footprint().broker() / MIB,
        row.footprint().store() / MIB,
        row.footprint().threads(),
        row.disk().of("source") / MIB,
        row.disk().of("presentation") / MIB,
        row.disk().oplog() / MIB,
        row.disk().broker() / MIB);
  }

  private List<String> leaves() {
    Minute first = rows().get(0);
    Disk begun = first.disk();
    Disk ended = minutes.get(minutes.size() - 1).disk();
    double thousands = (Minute.of(minutes).accepted() - first.accepted()) / 1000.0;
    List<String> rows = new ArrayList<>();
    ended
        .collections()
        .forEach(
            (name, its) -> {
              Disk.Collection before = begun.collections().getOrDefault(name, Disk.Collection.NONE);
              if ((its.all() - before.all()) / 1024.0 / thousands >= LEAST_KIB) {
                rows.add(leaves(name, before, its, thousands));
              }
            });
    rows.add(
        format(
            "| oplog | | %.0f | | | MongoDB's own log of what it writes; it ends growing at %.0f MiB |",
            (ended.oplog() - begun.oplog()) / 1024.0 / thousands, ended.oplogAtMost() / MIB));
    rows.add(
        format(
            "| RabbitMQ | | %.0f | | | log and segments of the queues; a file goes when all in it is acknowledged |",
            (ended.broker() - begun.broker()) / 1024.0 / thousands));
    return rows;
  }

  private static String leaves(
      String name, Disk.Collection before, Disk.Collection its, double thousands) {
    Map<String, Double> indexes = new LinkedHashMap<>();
    its.indexes()
        .forEach(
            (index, bytes) ->
                indexes.put(
                    index,
                    (bytes - before.indexes().getOrDefault(index, 0L)) / 1024.0 / thousands));
    return format(
        "| %s | %.0f | %.0f | %.0f | %s | %s |",
        name,
        (its.documents() - before.documents()) / thousands,
        (its.data() - before.data()) / 1024.0 / thousands,
        indexes.values().stream().mapToDouble(it -> it).sum(),
        indexes.entrySet().stream()
            .map(it -> format("`%s` %.0f", it.getKey(), it.getValue()))
            .collect(joining(", ")),
        WHY.getOrDefault(name, ""));
  }

  /** An SVG. */
  String chart() {
    return new LineChart("What grows while orders come")
        .with(
            "from request to frame, ms",
            lines("p50", it -> it.millisAt(50), "p99", it -> it.millisAt(99)))
        .with(
            "resident memory, MiB",
            lines(
                "product", it -> it.footprint().contender() / MIB,
                "RabbitMQ", it -> it.footprint().broker() / MIB,
                "MongoDB", it -> it.footprint().store() / MIB))
        .with(
            "on disk, MiB",
            lines(
                "source", it -> it.disk().of("source") / MIB,
                "presentation", it -> it.disk().of("presentation") / MIB,
                "RabbitMQ", it -> it.disk().broker() / MIB))
        .with(
            "CPU of 1,000 commands, ms",
            lines(
                "product", it -> 1000 * it.cpuOfThousand().contender(),
                "RabbitMQ", it -> 1000 * it.cpuOfThousand().broker(),
                "MongoDB", it -> 1000 * it.cpuOfThousand().store()))
        .svg();
  }

  private Map<String, List<Double>> lines(
      String one, ToDoubleFunction<Minute> its, String two, ToDoubleFunction<Minute> second) {
    Map<String, List<Double>> lines = new LinkedHashMap<>();
    lines.put(one, line(its));
    lines.put(two, line(second));
    return lines;
  }

  private Map<String, List<Double>> lines(
      String one,
      ToDoubleFunction<Minute> its,
      String two,
      ToDoubleFunction<Minute> second,
      String three,
      ToDoubleFunction<Minute> third) {
    Map<String, List<Double>> lines = lines(one, its, two, second);
    lines.put(three, line(third));
    return lines;
  }

  private List<Double> line(ToDoubleFunction<Minute> value) {
    return minutes.stream().map(value::applyAsDouble).toList();
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
