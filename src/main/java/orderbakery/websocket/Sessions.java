package orderbakery.websocket;

import jakarta.websocket.Session;
import java.net.URI;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** Makes the sessions of the servlet container the peers of a hub. */
final class Sessions extends AbstractWebSocketHandler {

  private final Hub hub;
  private final Reception reception;

  /**
   * @param reception how the hub receives those who come through this
   */
  Sessions(Hub hub, Reception reception) {
    this.hub = hub;
    this.reception = reception;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    Session container = ((NativeWebSocketSession) session).getNativeSession(Session.class);
    if (container == null) {
      throw new IllegalStateException("The servlet container has no jakarta.websocket session");
    }
    URI uri = session.getUri();
    hub.enter(
        new Arrival(
            session.getId(),
            Admission.addressIn(session.getAttributes()),
            uri == null ? null : uri.getRawQuery(),
            Authorization.grantIn(session.getAttributes())),
        new SessionWire(container, reception.settings()),
        reception);
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    // the container's own limit counts characters
    if (message.getPayloadLength() > reception.settings().maxMessageSize()) {
      hub.dismiss(session.getId(), CloseStatus.TOO_BIG_TO_PROCESS.withReason("too big"));
    } else {
      hub.received(session.getId(), message.getPayload());
    }
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    hub.dismiss(session.getId(), CloseStatus.NOT_ACCEPTABLE.withReason("text only"));
  }

  @Override
  protected void handlePongMessage(WebSocketSession session, PongMessage message) {
    hub.answered(session.getId());
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    hub.leave(session.getId());
  }
}
