package orderbakery.edge;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A token bucket for each client that was here lately. A bucket is full again after a second, so
 * one that was left alone for longer is as good as a new one, and is forgotten.
 */
final class Buckets {
  private static final long GENERATION = Duration.ofSeconds(2).toNanos();

  private final int perSecond;
  private final int most;
  private final LongSupplier nanos;
  private final TimeMeter clock;
  private volatile Generations generations;

  /**
   * Full buckets for everyone.
   *
   * @param perSecond requests of one client, and how many of them may come at once
   * @param most clients that are remembered apart; with more of them some begin anew
   * @param nanos a clock that only goes on, {@link System#nanoTime}
   */
  Buckets(int perSecond, int most, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.most = most;
    this.nanos = nanos;
    this.clock = new Clock(nanos);
    this.generations =
        new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), nanos.getAsLong());
  }

  /** Takes a token from the bucket of a client, if there is one left. */
  ConsumptionProbe take(String client) {
    Generations here = current();
    return here.young()
        .computeIfAbsent(client, it -> bucket(here.old().get(it)))
        .tryConsumeAndReturnRemaining(1);
  }

  /** How many clients are remembered. */
  int size() {
    return generations.young().size() + generations.old().size();
  }

  private Bucket bucket(Bucket before) {
    return before != null
        ? before
        : Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(perSecond)
                    .refillGreedy(perSecond, Duration.ofSeconds(1))
                    .build())
            .withCustomTimePrecision(clock)
            .build();
  }

  private Generations current() {
    if (isOver(generations)) {
      synchronized (this) {
        if (isOver(generations)) {
          generations =
              new Generations(new ConcurrentHashMap<>(), generations.young(), nanos.getAsLong());
        }
      }
    }
    return generations;
  }

  private boolean isOver(Generations here) {
    return nanos.getAsLong() - here.began() > GENERATION || here.young().size() >= most / 2;
  }

  /**
   * The buckets that are in use, and those of before.
   *
   * @param began by {@link Buckets#nanos}
   */
  private record Generations(Map<String, Bucket> young, Map<String, Bucket> old, long began) {}

  private record Clock(LongSupplier nanos) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
