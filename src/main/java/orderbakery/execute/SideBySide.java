package orderbakery.execute;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongSupplier;
import orderbakery.log.Partitions;

/**
 * Runs the parts of a batch: one after another on the calling thread, or each on a thread of its
 * own when the events of the batch before took so long that this is worth it. Threads that have
 * nothing to do end.
 */
final class SideBySide {
  private static final long WORTH_IT_NANOS = MILLISECONDS.toNanos(50);
  private static final int KEPT_FOR_SECONDS = 10;

  private final LongSupplier nanoTime;
  private final long worthItNanos;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Partitions.MOST,
          KEPT_FOR_SECONDS,
          SECONDS,
          new SynchronousQueue<>(),
          SideBySide::thread,
          new ThreadPoolExecutor.CallerRunsPolicy());
  private volatile long nanosOfAnEvent;

  SideBySide() {
    this(System::nanoTime, WORTH_IT_NANOS);
  }

  /**
   * @param worthItNanos how long the parts must take, all together, to be run side by side
   */
  SideBySide(LongSupplier nanoTime, long worthItNanos) {
    this.nanoTime = nanoTime;
    this.worthItNanos = worthItNanos;
  }

  /**
   * Returns when all have ended.
   *
   * @param events how many there are in all parts
   * @throws RuntimeException what one of them has thrown
   */
  void run(List<? extends Runnable> parts, int events) {
    boolean worthIt = parts.size() > 1 && events * nanosOfAnEvent >= worthItNanos;
    long nanos = worthIt ? together(parts) : oneByOne(parts);
    nanosOfAnEvent = nanos / Math.max(1, events);
  }

  private long oneByOne(List<? extends Runnable> parts) {
    return parts.stream().mapToLong(this::time).sum();
  }

  private long together(List<? extends Runnable> parts) {
    List<Callable<Long>> timed =
        parts.stream().<Callable<Long>>map(part -> () -> time(part)).toList();
    try {
      long nanos = 0;
      for (Future<Long> ended : threads.invokeAll(timed)) {
        nanos += ended.get();
      }
      return nanos;
    } catch (ExecutionException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while partitions were decided", e);
    }
  }

  private long time(Runnable part) {
    long begun = nanoTime.getAsLong();
    part.run();
    return nanoTime.getAsLong() - begun;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "decide");
    thread.setDaemon(true);
    return thread;
  }
}
