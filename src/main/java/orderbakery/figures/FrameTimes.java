package orderbakery.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long it took from the acceptance of commands to their frames: for each 5 s of the last five
 * minutes. A time is kept to a sixteenth of itself.
 */
public final class FrameTimes {
  private static final long SLICE_MILLIS = 5000;
  private static final int SLICES = 60;
  private static final int MOST_BITS = 22; // more than an hour
  private static final int STEPS = 16;
  private static final int BUCKETS = STEPS * (MOST_BITS - 3);

  /**
   * What one slice has come to.
   *
   * @param time when it began
   * @param p50Millis null when there was no frame
   * @param p99Millis null when there was no frame
   */
  public record Slice(Instant time, long count, Long p50Millis, Long p99Millis) {}

  private final int[][] counts = new int[SLICES][BUCKETS];
  private final long[] numbers = new long[SLICES];

  /** A frame was told so many milliseconds after its command was accepted. */
  public synchronized void add(long now, long millis) {
    long number = now / SLICE_MILLIS;
    int slot = (int) (number % SLICES);
    if (numbers[slot] != number) {
      Arrays.fill(counts[slot], 0);
      numbers[slot] = number;
    }
    counts[slot][bucket(Math.max(0, millis))]++;
  }

  /** The slices that are over, oldest first. */
  public synchronized List<Slice> slices(long now) {
    List<Slice> slices = new ArrayList<>(SLICES);
    long current = now / SLICE_MILLIS;
    for (long number = current - SLICES + 1; number < current; number++) {
      int slot = (int) (number % SLICES);
      Instant time = Instant.ofEpochMilli(number * SLICE_MILLIS);
      slices.add(
          numbers[slot] == number ? slice(time, counts[slot]) : new Slice(time, 0, null, null));
    }
    return slices;
  }

  private static Slice slice(Instant time, int[] counts) {
    long count = Arrays.stream(counts).asLongStream().sum();
    return new Slice(time, count, quantile(counts, count, 50), quantile(counts, count, 99));
  }

  private static long quantile(int[] counts, long count, int percent) {
    long rank = Math.max(1, (count * percent + 99) / 100);
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return lowest(bucket);
      }
    }
    throw new IllegalArgumentException("nothing was counted");
  }

  /** Up to 15 ms each has its own; from there on sixteen for each doubling. */
  private static int bucket(long millis) {
    long bounded = Math.min(millis, (1L << MOST_BITS) - 1);
    if (bounded < STEPS) {
      return (int) bounded;
    }
    int doublings = 63 - Long.numberOfLeadingZeros(bounded) - 4;
    return (int) ((long) STEPS * (doublings + 1) + (bounded >> doublings) - STEPS);
  }

  private static long lowest(int bucket) {
    if (bucket < STEPS) {
      return bucket;
    }
    int doublings = bucket / STEPS - 1;
    return (long) (bucket % STEPS + STEPS) << doublings;
  }
}
