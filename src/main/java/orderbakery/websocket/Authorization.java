package orderbakery.websocket;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Lets a handshake go on if the authorizer of the path says so. */
final class Authorization implements HandshakeInterceptor {

  private static final String GRANT = Authorization.class.getName();

  private final Authorizer authorizer;

  Authorization(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes)
      throws IOException {
    Optional<Authorizer.Grant> grant =
        authorizer.authorize(
            ((ServletServerHttpRequest) request).getServletRequest(),
            ((ServletServerHttpResponse) response).getServletResponse());
    grant.ifPresent(it -> attributes.put(GRANT, it));
    return grant.isPresent();
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Exception failure) {
    // whatever became of it, what it was authorized with has been taken
  }

  /** What the handshake of a session with these attributes was granted. */
  static Authorizer.Grant grantIn(Map<String, Object> attributes) {
    return (Authorizer.Grant) attributes.getOrDefault(GRANT, Authorizer.Grant.UNASKED);
  }
}
