package orderbakery.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.standard.ServerEndpointRegistration;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;
import org.springframework.web.socket.server.support.OriginHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/** Upgrades an HTTP request that is allowed to, without compression. */
final class Handshake extends StandardWebSocketUpgradeStrategy {

  /** What answers the upgrade requests of a path. */
  static HttpRequestHandler to(
      WebSocketHandler connections, HubSettings settings, HandshakeInterceptor admission) {
    var handshake = new DefaultHandshakeHandler(new Handshake());
    handshake.setSupportedProtocols(settings.subprotocols().toArray(String[]::new));
    List<HandshakeInterceptor> checks = new ArrayList<>();
    // besides these it allows the same origin, and a client that states none: no browser
    checks.add(new OriginHandshakeInterceptor(settings.allowedOrigins()));
    checks.add(admission);
    if (settings.authorizer() != null) {
      checks.add(new Authorization(settings.authorizer()));
    }
    var upgrade = new WebSocketHttpRequestHandler(connections, handshake);
    upgrade.setHandshakeInterceptors(checks);
    return upgrade;
  }

  @Override
  protected void upgradeInternal(
      ServerHttpRequest request,
      ServerHttpResponse response,
      String protocol,
      List<Extension> extensions,
      Endpoint endpoint)
      throws HandshakeFailureException {
    HttpServletRequest servletRequest = getHttpServletRequest(request);
    HttpServletResponse servletResponse = getHttpServletResponse(response);
    var registration = new Uncompressed(servletRequest.getRequestURI(), endpoint);
    registration.setSubprotocols(protocol == null ? List.of() : List.of(protocol));
    try {
      getContainer(servletRequest)
          .upgradeHttpToWebSocket(servletRequest, servletResponse, registration, Map.of());
    } catch (IOException | DeploymentException failure) {
      throw new HandshakeFailureException("The upgrade to a websocket has failed", failure);
    }
  }

  /**
   * Agrees to no extension. A deflater takes 256 KB per connection, and would compress each frame
   * anew for each peer; Tomcat offers it even when no extension is configured.
   */
  private static final class Uncompressed extends ServerEndpointRegistration {

    Uncompressed(String path, Endpoint endpoint) {
      super(path, endpoint);
    }

    @Override
    public List<Extension> getNegotiatedExtensions(
        List<Extension> installed, List<Extension> requested) {
      return List.of();
    }
  }
}
