package orderbakery.websocket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tells the host what happens on one connection: opened, then received, then closed once. */
final class Reporter {

  private final String key;
  private final PeerListener host;
  private final Lane lane = new Lane();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private boolean opened;

  Reporter(String key, PeerListener host) {
    this.key = key;
    this.host = host;
  }

  void opened(String query) {
    lane.execute(
        () -> {
          opened = true;
          host.opened(key, query);
        });
  }

  void received(String text) {
    lane.execute(() -> host.received(key, text));
  }

  /** To be called once; a connection that was never reported as opened is not reported now. */
  void closed() {
    lane.execute(
        () -> {
          if (opened) {
            host.closed(key);
          }
        });
    lane.execute(() -> end.complete(null));
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
