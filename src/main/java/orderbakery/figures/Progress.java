package orderbakery.figures;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import orderbakery.broker.BrokerAway;
import orderbakery.log.Partitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out how far all is: at most once a second, and in at most a fiftieth of the time, however
 * many ask. Where nothing waits and nothing came, a look at the head of each partition is all.
 */
public final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final long PAUSE_NANOS = 1_000_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;
  private static final long PAUSE_AFTER_A_FAILURE_NANOS = 2_000_000_000L;
  private static final long PATIENCE_NANOS = 3_000_000_000L;
  private static final int PART_OF_THE_TIME = 50;

  /** What was found, or why nothing was. */
  private record Found(Snapshot snapshot, RuntimeException failure, long goodUntil) {
    Snapshot orFail() {
      if (failure != null) {
        throw failure;
      }
      return snapshot;
    }
  }

  private final Partitions partitions;
  private final List<String> components;
  private final StoredStages store;
  private final LongSupplier unwritten;
  private final Supplier<Duration> unwrittenFor;
  private final Map<String, IntToLongFunction> heard;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final ReentrantLock finding = new ReentrantLock();
  private final Map<String, PartitionState> known = new HashMap<>();
  private final Rates rates = new Rates();
  private long lastUnwritten;
  private volatile Found newest;

  /**
   * @param unwritten how many commands wait for the writer
   * @param unwrittenFor how long the oldest of them has been waiting
   * @param heard for each component whose feed this process has, up to which sequence the frames of
   *     a partition have passed it
   * @param nanoTime never goes back, {@code System::nanoTime}
   */
  public Progress(
      Partitions partitions,
      List<String> components,
      StoredStages store,
      LongSupplier unwritten,
      Supplier<Duration> unwrittenFor,
      Map<String, IntToLongFunction> heard,
      Clock clock,
      LongSupplier nanoTime) {
    this.partitions = partitions;
    this.components = List.copyOf(components);
    this.store = store;
    this.unwritten = unwritten;
    this.unwrittenFor = unwrittenFor;
    this.heard = Map.copyOf(heard);
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * How far all is, or was a moment ago: while one thread finds it out, others get what was found
   * before.
   *
   * @throws RuntimeException when store or broker did not answer, or not soon enough
   */
  public Snapshot current() {
    Found last = newest;
    if (isGood(last) || (last != null && !finding.tryLock())) {
      return last.orFail();
    }
    if (last == null) {
      finding.lock();
    }
    try {
      if (!isGood(newest)) {
        newest = find();
      }
      return newest.orFail();
    } finally {
      finding.unlock();
    }
  }

  private boolean isGood(Found found) {
    return found != null && nanoTime.getAsLong() - found.goodUntil() < 0;
  }

  private Found find() {
    long began = nanoTime.getAsLong();
    try {
      Snapshot snapshot = look(began);
      Snapshot growing = snapshot.growing(rates.after(began, snapshot));
      return new Found(growing, null, goodUntil(began));
    } catch (RuntimeException failure) {
      return new Found(null, failure, nanoTime.getAsLong() + PAUSE_AFTER_A_FAILURE_NANOS);
    }
  }

  private long goodUntil(long began) {
    long now = nanoTime.getAsLong();
    long took = newest == null ? 0 : now - began; // the first look of a process loads its classes
    long pause = Math.max(PAUSE_NANOS, PART_OF_THE_TIME * took);
    return now + Math.min(LONGEST_PAUSE_NANOS, pause);
  }

  /**
   * Upstream last but for the heads: an event that moves on meanwhile counts for what it has left.
   */
  private Snapshot look(long began) {
    long waiting = countUnwritten();
    Duration waitingFor = waiting == 0 ? Duration.ZERO : unwrittenFor.get();
    long[] heads = partitions.all().mapToLong(store::head).toArray();
    requireInTime(began);
    List<Map<Integer, Waiting>> pending = new ArrayList<>();
    for (String component : components) {
      Map<Integer, Waiting> its = store.pending(component);
      requireInTime(began);
      its.forEach((partition, it) -> heads[partition] = Math.max(heads[partition], it.last()));
      pending.add(its);
    }
    List<PartitionState> states = new ArrayList<>();
    for (int index = 0; index < components.size(); index++) {
      for (int partition = 0; partition < heads.length; partition++) {
        Waiting its = pending.get(index).getOrDefault(partition, Waiting.NONE);
        states.add(state(components.get(index), partition, heads[partition], its));
        requireInTime(began);
      }
    }
    return new Snapshot(
        clock.instant(),
        LongStream.of(heads).boxed().toList(),
        states,
        waiting,
        waitingFor,
        heard.keySet().containsAll(components),
        Map.of());
  }

  /** Whoever asks waits for it. */
  private void requireInTime(long began) {
    if (nanoTime.getAsLong() - began >= PATIENCE_NANOS) {
      throw new TooSlow("How far all is, is not known after 3 s");
    }
  }

  /** While the broker is away, as many as before. */
  private long countUnwritten() {
    try {
      lastUnwritten = unwritten.getAsLong();
    } catch (BrokerAway away) {
      LOG.debug("What waits for the writer is not known", away);
    }
    return lastUnwritten;
  }

  private PartitionState state(String component, int partition, long head, Waiting pending) {
    PartitionState before = known.get(component + "." + partition);
    long shown;
    Waiting unbaked;
    if (before != null && before.isAtRest() && pending.isNone() && before.head() == head) {
      shown = before.shown();
      unbaked = Waiting.NONE;
    } else {
      shown = store.baked(component, partition);
      unbaked = shown < head ? store.executed(component, partition, shown, head) : Waiting.NONE;
    }
    Waiting unheard = unheard(component, partition, shown);
    PartitionState state =
        new PartitionState(component, partition, head, pending, shown, unbaked, unheard);
    known.put(component + "." + partition, state);
    return state;
  }

  private Waiting unheard(String component, int partition, long shown) {
    IntToLongFunction feed = heard.get(component);
    long passed = feed == null ? shown : feed.applyAsLong(partition);
    return passed < shown ? store.executed(component, partition, passed, shown) : Waiting.NONE;
  }
}
