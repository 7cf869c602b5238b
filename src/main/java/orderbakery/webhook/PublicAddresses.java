package orderbakery.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are on the public internet: none of this machine, of a link or of a private
 * network, by the registries of special-purpose addresses (RFC 6890), and none that hides an IPv4
 * address.
 */
public final class PublicAddresses {
  private static final List<Network> NOT_PUBLIC =
      List.of(
          network("0.0.0.0", 8),
          network("10.0.0.0", 8),
          network("100.64.0.0", 10),
          network("127.0.0.0", 8),
          network("169.254.0.0", 16),
          network("172.16.0.0", 12),
          network("192.0.0.0", 24),
          network("192.0.2.0", 24),
          network("192.88.99.0", 24),
          network("192.168.0.0", 16),
          network("198.18.0.0", 15),
          network("198.51.100.0", 24),
          network("203.0.113.0", 24),
          network("224.0.0.0", 3));

  /** All that is public, and what of it is not. */
  private static final Network GLOBAL_UNICAST = network("2000::", 3);

  private static final List<Network> NOT_PUBLIC_6 =
      List.of(
          network("2001::", 23),
          network("2001:db8::", 32),
          network("2002::", 16),
          network("3fff::", 20));

  private PublicAddresses() {}

  // compared with nothing
  @SuppressWarnings("ArrayRecordComponent")
  private record Network(byte[] address, int bits) {

    boolean has(byte[] other) {
      byte[] masked = other.clone();
      for (int bit = bits; bit < masked.length * Byte.SIZE; bit++) {
        masked[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
      }
      return Arrays.equals(masked, address);
    }
  }

  private static Network network(String address, int bits) {
    try {
      return new Network(InetAddress.getByName(address).getAddress(), bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  /** Whether it is one of them. */
  public static boolean has(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC.stream().noneMatch(network -> network.has(bytes));
    }
    return address instanceof Inet6Address
        && GLOBAL_UNICAST.has(bytes)
        && NOT_PUBLIC_6.stream().noneMatch(network -> network.has(bytes));
  }
}
