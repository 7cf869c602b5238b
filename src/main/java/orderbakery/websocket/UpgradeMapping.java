package orderbakery.websocket;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Finds the handshake for an upgrade request; other requests to the same path pass by. */
final class UpgradeMapping extends AbstractHandlerMapping {

  private static final int BEFORE_CONTROLLERS = -1;

  private final Function<String, HttpRequestHandler> handshakes;

  /**
   * @param handshakes by path within the application; null where no websocket is open
   */
  UpgradeMapping(Function<String, HttpRequestHandler> handshakes) {
    this.handshakes = handshakes;
    setOrder(BEFORE_CONTROLLERS);
  }

  @Override
  protected Object getHandlerInternal(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
        ? handshakes.apply(initLookupPath(request))
        : null;
  }
}
