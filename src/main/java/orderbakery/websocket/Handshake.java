package orderbakery.websocket;

import java.util.List;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Upgrades an HTTP request from an allowed origin, without compression. */
final class Handshake extends DefaultHandshakeHandler {

  /** What answers the upgrade requests of a path. */
  static HttpRequestHandler to(WebSocketHandler connections, List<String> allowedOrigins) {
    var upgrade = new WebSocketHttpRequestHandler(connections, new Handshake());
    // besides these it allows the same origin, and a client that states none: no browser
    upgrade.setHandshakeInterceptors(List.of(new OriginHandshakeInterceptor(allowedOrigins)));
    return upgrade;
  }

  /** A deflater takes 256 KB per connection, and would compress each frame anew for each peer. */
  @Override
  protected List<WebSocketExtension> filterRequestedExtensions(
      ServerHttpRequest request,
      List<WebSocketExtension> requested,
      List<WebSocketExtension> supported) {
    return List.of();
  }
}
