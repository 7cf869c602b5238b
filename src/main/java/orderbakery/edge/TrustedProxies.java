package orderbakery.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Optional;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.util.NetMaskSet;

/**
 * The proxies before this server, which are believed when they say what the client called, and from
 * where. What others say of that is ignored.
 */
public final class TrustedProxies {
  private final NetMaskSet networks = new NetMaskSet();

  /**
   * The proxies.
   *
   * @param networks addresses, or networks such as {@code 10.0.0.0/8}
   */
  public TrustedProxies(Collection<String> networks) {
    networks.forEach(it -> this.networks.add(new NetMask(it)));
  }

  /** What a trusted proxy says in a header; the first value, where several have added theirs. */
  Optional<String> said(HttpServletRequest request, String header) {
    return Optional.ofNullable(request.getHeader(header))
        .filter(value -> include(request.getRemoteAddr()))
        .map(value -> value.split(",", 2)[0].strip());
  }

  /**
   * The address of the client. Each proxy adds the address that has called it at the end of {@code
   * X-Forwarded-For}: the last one that is no proxy of ours is the client. What stands before it
   * may be invented.
   */
  String clientOf(HttpServletRequest request) {
    String client = request.getRemoteAddr();
    String header = String.join(",", lines(request));
    String[] addresses = header.isBlank() ? new String[0] : header.split(",");
    for (int at = addresses.length - 1; at >= 0 && include(client); at--) {
      String before = addresses[at].strip();
      if (!isAddress(before)) {
        return client;
      }
      client = before;
    }
    return client;
  }

  private static Iterable<String> lines(HttpServletRequest request) {
    return () -> request.getHeaders("X-Forwarded-For").asIterator();
  }

  /** A name would be looked up. */
  private static boolean isAddress(String given) {
    return given.matches("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  }

  private boolean include(String address) {
    try {
      return networks.contains(address);
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
