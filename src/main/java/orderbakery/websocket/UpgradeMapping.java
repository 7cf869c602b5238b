package orderbakery.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Finds the handshake for the path of a websocket, and tells a plain GET that it needs one. */
final class UpgradeMapping extends AbstractHandlerMapping {

  private static final int BEFORE_CONTROLLERS = -1;
  private static final int UPGRADE_REQUIRED = 426;
  private static final String WEBSOCKET = "websocket";
  private static final Set<String> READS = Set.of("GET", "HEAD");

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
    HttpRequestHandler handshake = handshakes.apply(initLookupPath(request));
    return handshake != null && READS.contains(request.getMethod()) && !isUpgrade(request)
        ? (HttpRequestHandler) UpgradeMapping::requireUpgrade
        : handshake;
  }

  private static boolean isUpgrade(HttpServletRequest request) {
    return WEBSOCKET.equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }

  /** RFC 9110, section 15.5.22. */
  private static void requireUpgrade(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.UPGRADE, WEBSOCKET);
    response.setHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    response.sendError(UPGRADE_REQUIRED);
  }
}
