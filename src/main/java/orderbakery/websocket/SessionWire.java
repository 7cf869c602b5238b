package orderbakery.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.web.socket.CloseStatus;

/** A {@link Wire} over a session of the servlet container. */
final class SessionWire implements Wire {

  /** Tomcat gives a close frame other than 1000 only 50 ms by default. */
  private static final long CLOSE_MILLIS = 1_000;

  private final Session session;

  SessionWire(Session session, HubSettings settings) {
    this.session = session;
    long timeout = settings.sendTimeout().toMillis();
    session.getAsyncRemote().setSendTimeout(timeout);
    // the receive buffers are as large as the largest message, one per connection
    session.setMaxTextMessageBufferSize(settings.maxMessageSize());
    session.setMaxBinaryMessageBufferSize(settings.maxMessageSize());
    // Tomcat's names; another container does not look at them
    var properties = session.getUserProperties();
    properties.put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", timeout);
    properties.put("org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT", CLOSE_MILLIS);
  }

  @Override
  public void send(String text, Consumer<Throwable> done) {
    AtomicBoolean reported = new AtomicBoolean();
    Consumer<Throwable> once =
        failure -> {
          if (!reported.getAndSet(true)) {
            done.accept(failure);
          }
        };
    try {
      session
          .getAsyncRemote()
          .sendText(text, result -> once.accept(result.isOK() ? null : result.getException()));
    } catch (RuntimeException closedMeanwhile) {
      once.accept(closedMeanwhile);
    }
  }

  @Override
  public void ping() throws IOException {
    session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
  }

  @Override
  public void close(CloseStatus status) throws IOException {
    session.close(new CloseReason(CloseCodes.getCloseCode(status.getCode()), status.getReason()));
  }
}
