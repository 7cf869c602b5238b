package orderbakery.websocket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Tells the host what happens on one connection: opened, then received and drained, then closed
 * once.
 */
final class Reporter {

  private final Arrival arrival;
  private final String key;
  private final PeerListener host;
  private final Lane lane;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final AtomicBoolean drainedWaits = new AtomicBoolean();
  private boolean opened;
  private volatile long quietSince = System.nanoTime();

  /**
   * @param threads run the host
   */
  Reporter(Arrival arrival, PeerListener host, Executor threads) {
    this.arrival = arrival;
    this.key = arrival.key();
    this.host = host;
    this.lane = new Lane(threads);
  }

  /**
   * @param first is done right before the host hears it
   */
  void opened(Runnable first) {
    tell(
        () -> {
          opened = true;
          first.run();
          host.opened(arrival);
        });
  }

  void received(String text) {
    tell(() -> host.received(key, text));
  }

  /**
   * @param still asked again when it is the host's turn to hear it
   */
  void drained(BooleanSupplier still) {
    if (drainedWaits.compareAndSet(false, true)) {
      tell(
          () -> {
            drainedWaits.set(false);
            if (still.getAsBoolean()) {
              host.drained(key);
            }
          });
    }
  }

  /** To be called once; a connection that was never reported as opened is not reported now. */
  void closed() {
    tell(
        () -> {
          if (opened) {
            host.closed(key);
          }
        });
    lane.execute(() -> end.complete(null));
  }

  private void tell(Runnable event) {
    lane.execute(
        () -> {
          try {
            event.run();
          } finally {
            quietSince = System.nanoTime();
          }
        });
  }

  /** How many events the host has not begun to hear. */
  int backlog() {
    return lane.backlog();
  }

  /** Whether the host has had nothing to hear of for this long. */
  boolean isQuietFor(Duration time) {
    return lane.isIdle() && System.nanoTime() - quietSince > time.toNanos();
  }

  /** Does this once the host has heard all. */
  void whenEnded(Runnable task) {
    CompletableFuture<Void> unused = end.thenRun(task);
  }

  /** Waits until the hosts have heard of the end of all these, or the time is over. */
  static void awaitEnds(Stream<Reporter> reporters, Duration patience) {
    CompletableFuture.allOf(reporters.map(it -> it.end).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
