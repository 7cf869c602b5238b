package orderbakery.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What was measured of one contender, a figure for each round. */
final class Figures {

  /** Orders per second. */
  final List<Double> peaks = new ArrayList<>();

  /** Of 1,000 orders at the peak. */
  final List<Cpu> cpus = new ArrayList<>();

  /** Microseconds from request to frame at half of the peak. */
  final List<Histogram> latencies = new ArrayList<>();

  /** Reads of one order per second. */
  final List<Double> ones = new ArrayList<>();

  /** Reads of a list of 50 orders per second. */
  final List<Double> lists = new ArrayList<>();

  /** The middle one. */
  static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Milliseconds at a percentile: the median of the rounds. */
  double millisAt(double percentile) {
    return median(
        latencies.stream().map(it -> it.getValueAtPercentile(percentile) / 1000.0).toList());
  }

  /** All rounds together. */
  Histogram latency() {
    Histogram all = new Histogram(TimeUnit.MINUTES.toMicros(3), 3);
    latencies.forEach(all::add);
    return all;
  }
}
