package orderbakery.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names by which this server is asked for. A page whose own name is made to lead here (DNS
 * rebinding) still sends that name.
 */
public final class KnownHosts {
  private final Set<String> names = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));

  /**
   * The names of this machine, and others.
   *
   * @param others names or addresses, without a port
   */
  public KnownHosts(Collection<String> others) {
    others.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether a request is for this server.
   *
   * @param host the header {@code Host}, with any port or none
   * @param localAddress where the connection of the request has arrived
   */
  boolean include(String host, String localAddress) {
    String name = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    return names.contains(name) || name.equals(localAddress) || isIpv6(name, localAddress);
  }

  /** An IPv6 address can be written in several ways. */
  private static boolean isIpv6(String name, String localAddress) {
    try {
      return name.startsWith("[")
          && InetAddress.getByName(name).equals(InetAddress.getByName(localAddress));
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
