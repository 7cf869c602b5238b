package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.lang.Nullable;

/**
 * The origin of this server as a browser calls it (RFC 6454). A proxy may have changed it on the
 * way, and is believed if it is trusted.
 */
public final class OwnOrigin {
  private final TrustedProxies proxies;

  public OwnOrigin(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /** Scheme, host and port, without the port that goes with the scheme. */
  String of(HttpServletRequest request) {
    String host = proxies.said(request, "X-Forwarded-Host").orElse(request.getHeader("Host"));
    return normal(schemeOf(request) + "://" + host);
  }

  /**
   * The origin of another port of this machine, by the name that the browser calls this one by;
   * null where the request names none.
   */
  @Nullable
  public static String ofPort(HttpServletRequest request, String scheme, int port) {
    String host = request.getHeader("Host");
    return host == null
        ? null
        : normal(scheme + "://" + host.replaceFirst(":\\d*$", "") + ":" + port);
  }

  private static String normal(String origin) {
    return origin
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^(http://.*):80$", "$1")
        .replaceFirst("^(https://.*):443$", "$1");
  }

  /** Whether the browser has called by TLS. */
  boolean isSecure(HttpServletRequest request) {
    return schemeOf(request).equalsIgnoreCase("https");
  }

  private String schemeOf(HttpServletRequest request) {
    return proxies.said(request, "X-Forwarded-Proto").orElse(request.getScheme());
  }
}
