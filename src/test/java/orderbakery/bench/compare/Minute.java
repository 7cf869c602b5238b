package orderbakery.bench.compare;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What was measured in one minute of a long run, or in several that follow one another.
 *
 * @param last the number of the minute that ended it, from 1
 * @param accepted requests that were answered 202
 * @param told frames that came
 * @param refused requests that were answered 503
 * @param latencies microseconds from the intended time of a request to its frame
 * @param cpu seconds
 * @param footprint at its end
 * @param heap bytes in use at its end, after a collection; null where none was asked for
 * @param disk at its end
 * @param load average of the machine at its end
 */
record Minute(
    int last,
    int accepted,
    int told,
    int refused,
    Histogram latencies,
    Cpu cpu,
    Footprint footprint,
    Long heap,
    Disk disk,
    double load) {

  /** Several as one. */
  static Minute of(List<Minute> minutes) {
    Minute end = minutes.get(minutes.size() - 1);
    Histogram latencies = new Histogram(end.latencies);
    latencies.reset();
    minutes.forEach(it -> latencies.add(it.latencies));
    return new Minute(
        end.last,
        minutes.stream().mapToInt(Minute::accepted).sum(),
        minutes.stream().mapToInt(Minute::told).sum(),
        minutes.stream().mapToInt(Minute::refused).sum(),
        latencies,
        minutes.stream().map(Minute::cpu).reduce(Cpu::plus).orElseThrow(),
        end.footprint,
        end.heap,
        end.disk,
        end.load);
  }

  double millisAt(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1000.0;
  }

  /** Of 1,000 commands. */
  Cpu cpuOfThousand() {
    return cpu.per(Math.max(1, told) / 1000.0);
  }
}
