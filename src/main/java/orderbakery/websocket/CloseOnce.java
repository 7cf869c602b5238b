package orderbakery.websocket;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/** The end of one connection: decided once, said on another thread. */
final class CloseOnce {

  private static final Logger LOG = LoggerFactory.getLogger(CloseOnce.class);

  private final Wire wire;
  private final Executor control;
  private final AtomicReference<CloseStatus> status = new AtomicReference<>();

  /**
   * @param control writes the close frame, which blocks
   */
  CloseOnce(Wire wire, Executor control) {
    this.wire = wire;
    this.control = control;
  }

  /** False if it was decided before. */
  boolean decide(CloseStatus reason) {
    return status.compareAndSet(null, reason);
  }

  void say() {
    control.execute(
        () -> {
          try {
            wire.close(status.get());
          } catch (IOException | RuntimeException failure) {
            LOG.debug("A websocket could not be closed in form", failure);
          }
        });
  }
}
