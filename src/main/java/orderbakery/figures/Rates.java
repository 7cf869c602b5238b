package orderbakery.figures;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** How fast counts have grown within the last seconds. */
final class Rates {
  private static final long WITHIN_NANOS = 10_000_000_000L;

  private record Counts(long nanoTime, Map<Milestone, Long> of) {}

  private final Deque<Counts> recent = new ArrayDeque<>();

  /** Per second, with one decimal; 0 for all at the first time. */
  Map<Milestone, Double> after(long nanoTime, Snapshot snapshot) {
    Map<Milestone, Long> counts = new EnumMap<>(Milestone.class);
    for (Milestone milestone : Milestone.values()) {
      counts.put(milestone, snapshot.count(milestone));
    }
    while (recent.size() > 1 && nanoTime - recent.peekFirst().nanoTime() > WITHIN_NANOS) {
      recent.removeFirst();
    }
    recent.addLast(new Counts(nanoTime, counts));
    Counts first = recent.peekFirst();
    double seconds = (nanoTime - first.nanoTime()) / 1e9;
    Map<Milestone, Double> rates = new EnumMap<>(Milestone.class);
    counts.forEach(
        (milestone, count) -> {
          double grown = Math.max(0, count - first.of().get(milestone));
          rates.put(milestone, seconds == 0 ? 0 : Math.round(10 * grown / seconds) / 10.0);
        });
    return rates;
  }
}
