package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.util.NetMaskSet;

/**
 * The origin of this server as a browser calls it (RFC 6454). A proxy may have changed it on the
 * way, and is believed if it is trusted.
 */
public final class OwnOrigin {
  private final NetMaskSet proxies = new NetMaskSet();

  /**
   * The own origin.
   *
   * @param trustedProxies addresses, or networks such as {@code 10.0.0.0/8}
   */
  public OwnOrigin(Collection<String> trustedProxies) {
    trustedProxies.forEach(it -> proxies.add(new NetMask(it)));
  }

  /** Scheme, host and port, without the port that goes with the scheme. */
  String of(HttpServletRequest request) {
    String scheme = said(request, "X-Forwarded-Proto").orElse(request.getScheme());
    String host = said(request, "X-Forwarded-Host").orElse(request.getHeader("Host"));
    return (scheme + "://" + host)
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^(http://.*):80$", "$1")
        .replaceFirst("^(https://.*):443$", "$1");
  }

  /** What the proxy says; the first value, where several proxies have added theirs. */
  private Optional<String> said(HttpServletRequest request, String header) {
    return Optional.ofNullable(request.getHeader(header))
        .filter(value -> isTrusted(request.getRemoteAddr()))
        .map(value -> value.split(",", 2)[0].strip());
  }

  private boolean isTrusted(String address) {
    try {
      return proxies.contains(address);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("The container names a client by " + address, e);
    }
  }
}
