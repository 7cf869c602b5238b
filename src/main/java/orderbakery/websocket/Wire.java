package orderbakery.websocket;

import java.io.IOException;
import java.util.function.Consumer;
import org.springframework.web.socket.CloseStatus;

/** One websocket connection, as little of it as a {@link Peer} needs. */
interface Wire {

  /**
   * Starts to send and returns; never blocks, never throws.
   *
   * @param done gets null, or why it failed; exactly once, on any thread, perhaps before this
   *     returns
   */
  void send(String text, Consumer<Throwable> done);

  /** Sends a ping; may block for the send timeout. */
  void ping() throws IOException;

  /** Sends a close frame and ends the connection; may block for a second. */
  void close(CloseStatus status) throws IOException;
}
