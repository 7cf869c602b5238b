package orderbakery.websocket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after all peers of a path at regular times: one task for all, none per peer. */
final class Upkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Collection<Peer> peers;
  private final ScheduledExecutorService timer;
  private final List<Future<?>> tasks = new ArrayList<>();

  /**
   * @param peers a live view of the peers
   */
  Upkeep(Collection<Peer> peers, ScheduledExecutorService timer) {
    this.peers = peers;
    this.timer = timer;
  }

  /** From now on does this to each peer, with this pause between two rounds. */
  void every(Duration pause, Consumer<Peer> care) {
    long millis = Math.max(1, pause.toMillis());
    tasks.add(
        timer.scheduleWithFixedDelay(
            () -> peers.forEach(peer -> guarded(care, peer)),
            millis,
            millis,
            TimeUnit.MILLISECONDS));
  }

  /** A fault with one peer must not end the rounds. */
  private static void guarded(Consumer<Peer> care, Peer peer) {
    try {
      care.accept(peer);
    } catch (RuntimeException fault) {
      LOG.error("A websocket could not be looked after", fault);
    }
  }

  @Override
  public void close() {
    tasks.forEach(task -> task.cancel(false));
  }
}
