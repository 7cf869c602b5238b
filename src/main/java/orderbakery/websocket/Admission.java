package orderbakery.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/**
 * Refuses a handshake where too many are connected: 503 when the path is full, 429 when one address
 * has its share. The error page of the application answers.
 *
 * <p>Those who shake hands at the same time do not count one another: the limits may be passed by
 * as many as the container has threads.
 */
final class Admission implements HandshakeInterceptor {

  private static final String ADDRESS = Admission.class.getName();
  private static final int TOO_MANY_REQUESTS = 429;

  private final ConnectionCounts connectionCounts;
  private final HubSettings settings;

  Admission(ConnectionCounts connectionCounts, HubSettings settings) {
    this.connectionCounts = connectionCounts;
    this.settings = settings;
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes)
      throws IOException {
    HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
    String address = servletRequest.getRemoteAddr();
    attributes.put(ADDRESS, address);
    int refusal = refusalOf(address);
    if (refusal != 0) {
      ((ServletServerHttpResponse) response).getServletResponse().sendError(refusal);
    }
    return refusal == 0;
  }

  private int refusalOf(String address) {
    if (connectionCounts.all() >= settings.maxConnections()) {
      return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }
    return connectionCounts.from(address) >= settings.maxConnectionsPerAddress()
        ? TOO_MANY_REQUESTS
        : 0;
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Exception failure) {
    // who has entered is counted then
  }

  /** Where the handshake of a session with these attributes came from. */
  static String addressIn(Map<String, Object> attributes) {
    return (String) attributes.get(ADDRESS);
  }
}
