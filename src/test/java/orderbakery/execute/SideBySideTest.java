package orderbakery.execute;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When parts of a batch run one after another, when side by side, and what comes of a fault. */
class SideBySideTest {
  private static final long WORTH_IT = MILLISECONDS.toNanos(50);

  private final AtomicLong now = new AtomicLong();
  private final SideBySide sideBySide = new SideBySide(now::get, WORTH_IT);

  @Test
  void runsOneAfterAnotherOnTheThreadThatCalls() {
    List<Thread> threads = new ArrayList<>();
    Runnable part = () -> threads.add(Thread.currentThread());

    sideBySide.run(List.of(part, part, part), 500);

    assertThat(threads).hasSize(3).containsOnly(Thread.currentThread());
  }

  @Test
  void runsSideBySideOnceABatchHasTakenLong() {
    sideBySide.run(List.of(this::takeTenMillis, this::takeTenMillis), 4);

    sideBySide.run(partsThatMeet(3), 10);
  }

  @Test
  void runsOneAfterAnotherWhereTooFewEventsWait() {
    sideBySide.run(List.of(this::takeTenMillis, this::takeTenMillis), 4);
    List<Thread> threads = new ArrayList<>();
    Runnable part = () -> threads.add(Thread.currentThread());

    sideBySide.run(List.of(part, part), 9);

    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void runsOneAfterAnotherAgainOnceABatchHasTakenShort() {
    sideBySide.run(List.of(this::takeTenMillis, this::takeTenMillis), 4);
    sideBySide.run(partsThatMeet(2), 500);
    List<Thread> threads = new ArrayList<>();
    Runnable part = () -> threads.add(Thread.currentThread());

    sideBySide.run(List.of(part, part), 500);

    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void throwsWhatAPartHasThrownOnceAllHaveEnded() {
    ConcurrentLinkedQueue<String> ended = new ConcurrentLinkedQueue<>();
    IllegalStateException fault = new IllegalStateException("a fault");
    List<Runnable> parts =
        List.of(
            () -> {
              throw fault;
            },
            () -> ended.add("second"),
            () -> ended.add("third"));

    assertThatThrownBy(() -> always().run(parts, 3)).isSameAs(fault);
    assertThat(ended).containsExactlyInAnyOrder("second", "third");
  }

  @Test
  void throwsAnErrorAsItIs() {
    StackOverflowError fault = new StackOverflowError();
    Runnable part =
        () -> {
          throw fault;
        };

    assertThatThrownBy(() -> always().run(List.of(part, part), 2)).isSameAs(fault);
  }

  private SideBySide always() {
    return new SideBySide(now::get, 0);
  }

  private void takeTenMillis() {
    now.addAndGet(MILLISECONDS.toNanos(10));
  }

  /** None of them ends before the others have begun. */
  private static List<Runnable> partsThatMeet(int count) {
    CyclicBarrier meeting = new CyclicBarrier(count);
    return IntStream.range(0, count).<Runnable>mapToObj(i -> () -> meet(meeting)).toList();
  }

  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(10, SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("The parts run one after another", e);
    }
  }
}
