package orderbakery.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import orderbakery.log.Partitions;
import org.junit.jupiter.api.Test;

/** How far all is, and what it costs to find out. */
class ProgressTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Stages store = new Stages();
  private final Map<Integer, Long> passed = new HashMap<>();
  private long nanos = 7_000_000_000L;
  private long unwritten;

  private final Progress progress =
      new Progress(
          new Partitions(2),
          List.of("order"),
          store,
          () -> unwritten,
          () -> Duration.ofSeconds(9),
          Map.of("order", partition -> passed.getOrDefault(partition, Long.MAX_VALUE)),
          Clock.fixed(NOW, ZoneOffset.UTC),
          () -> nanos);

  @Test
  void countsWhatHasPassedEachStageAndHowLongTheOldestWaitsForTheNext() {
    unwritten = 4;
    store.heads.put(0, 10L);
    store.heads.put(1, 20L);
    store.pending.put(1, waiting(3, 18, 20, 8));
    store.baked.put(0, 8L);
    store.baked.put(1, 17L);
    store.executed.put(0, waiting(2, 9, 10, 5));
    store.executedUpTo.put(1, waiting(1, 17, 17, 2));
    passed.put(1, 16L);

    Snapshot now = progress.current();

    assertThat(List.of(Milestone.values()))
        .extracting(now::count)
        .containsExactly(34L, 30L, 27L, 25L, 24L);
    assertThat(List.of(Milestone.values()))
        .extracting(now::oldestSeconds)
        .containsExactly(9.0, 8.0, 5.0, 2.0, 0.0);
    assertThat(now.partitions())
        .extracting(
            PartitionState::head,
            PartitionState::executed,
            PartitionState::baked,
            PartitionState::waiting)
        .containsExactly(tuple(10L, 10L, 8L, 2L), tuple(20L, 17L, 17L, 3L));
  }

  @Test
  void countsNoEventThatIsPendingAsExecutedThoughItCameMeanwhile() {
    store.heads.put(0, 10L);
    store.pending.put(0, waiting(5, 9, 13, 1));

    Snapshot now = progress.current();

    assertThat(now.count(Milestone.STORED)).isEqualTo(13);
    assertThat(now.count(Milestone.EXECUTED)).isEqualTo(8);
  }

  @Test
  void looksOnceASecondHoweverManyAsk() {
    for (int ask = 0; ask < 1000; ask++) {
      progress.current();
      nanos += 999_000; // 0.999 s in all
    }
    assertThat(store.looks).isEqualTo(1);

    nanos += 2_000_000;
    progress.current();

    assertThat(store.looks).isEqualTo(2);
  }

  @Test
  void looksInAFiftiethOfTheTime() {
    progress.current();
    store.costsNanos = 100_000_000;
    nanos += 1_100_000_000L;
    progress.current();

    nanos += 4_900_000_000L;
    progress.current();
    assertThat(store.looks).isEqualTo(2);

    nanos += 200_000_000L;
    progress.current();
    assertThat(store.looks).isEqualTo(3);
  }

  /** Otherwise its figures would stand still for a minute. */
  @Test
  void looksAgainAfterASecondWhereTheFirstLookTookLong() {
    store.costsNanos = 1_000_000_000;
    progress.current();

    nanos += 1_100_000_000L;
    progress.current();

    assertThat(store.looks).isEqualTo(2);
  }

  @Test
  void asksForNoMoreThanTheHeadsWhereNothingCame() {
    store.heads.put(0, 10L);
    store.baked.put(0, 10L);
    progress.current();
    int before = store.looksAtPresentations;

    nanos += 2_000_000_000L;
    progress.current();

    assertThat(store.looks).isEqualTo(2);
    assertThat(store.looksAtPresentations).isEqualTo(before);
  }

  @Test
  void tellsThatTheStoreIsAwayAndAsksItEveryTwoSeconds() {
    store.failure = new IllegalStateException("away");
    for (int ask = 0; ask < 100; ask++) {
      assertThatThrownBy(progress::current).isSameAs(store.failure);
    }
    assertThat(store.looks).isEqualTo(1);

    nanos += 1_999_000_000L;
    assertThatThrownBy(progress::current).isSameAs(store.failure);
    assertThat(store.looks).isEqualTo(1);

    store.failure = null;
    nanos += 1_000_000L;

    assertThat(progress.current().count(Milestone.STORED)).isZero();
  }

  /** A store that hangs keeps it for seconds, and is well again soon after. */
  @Test
  void looksAgainAfterTwoSecondsWhereALookFailedLate() {
    progress.current();
    nanos += 1_100_000_000L;
    store.failure = new IllegalStateException("away");
    store.costsNanos = 1_500_000_000L;
    assertThatThrownBy(progress::current).isSameAs(store.failure);

    store.failure = null;
    nanos += 2_000_000_000L;

    assertThat(progress.current().count(Milestone.STORED)).isZero();
  }

  @Test
  void looksForNoLongerThanThreeSeconds() {
    store.costsNanos = 3_000_000_000L;

    assertThatThrownBy(progress::current).hasMessageContaining("after 3 s");
    assertThat(store.looksAtPresentations).isZero();
  }

  @Test
  void tellsHowFastItGoes() {
    store.heads.put(0, 10L);
    progress.current();
    nanos += 4_000_000_000L;
    store.heads.put(0, 30L);

    assertThat(progress.current().perSecond()).containsEntry(Milestone.STORED, 5.0);
  }

  @Test
  void waitsForNobodyElsesLook() {
    Snapshot first = progress.current();
    nanos += 2_000_000_000L;
    store.during =
        () -> {
          Thread other = new Thread(() -> store.seenMeanwhile = progress.current());
          other.start();
          join(other);
        };

    progress.current();

    assertThat(store.seenMeanwhile).isSameAs(first);
  }

  private static void join(Thread other) {
    try {
      other.join(10_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Waiting waiting(long count, long first, long last, int seconds) {
    return new Waiting(count, first, last, NOW.minusSeconds(seconds));
  }

  /** A store that says what a test wants. */
  private final class Stages implements StoredStages {
    final Map<Integer, Long> heads = new HashMap<>();
    final Map<Integer, Waiting> pending = new HashMap<>();
    final Map<Integer, Long> baked = new HashMap<>();
    final Map<Integer, Waiting> executed = new HashMap<>();
    final Map<Integer, Waiting> executedUpTo = new HashMap<>();
    RuntimeException failure;
    Runnable during = () -> {};
    Snapshot seenMeanwhile;
    long costsNanos;
    int looks;
    int looksAtPresentations;

    @Override
    public long head(int partition) {
      return heads.getOrDefault(partition, 0L);
    }

    @Override
    public Map<Integer, Waiting> pending(String component) {
      looks++;
      nanos += costsNanos;
      during.run();
      if (failure != null) {
        throw failure;
      }
      return pending;
    }

    @Override
    public long baked(String component, int partition) {
      looksAtPresentations++;
      return baked.getOrDefault(partition, 0L);
    }

    @Override
    public Waiting executed(String component, int partition, long above, long upTo) {
      boolean isShown = upTo == baked.getOrDefault(partition, 0L);
      return (isShown ? executedUpTo : executed).getOrDefault(partition, Waiting.NONE);
    }

    @Override
    public String owner(String component, int partition) {
      return null;
    }
  }
}
