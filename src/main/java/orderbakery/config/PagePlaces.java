package orderbakery.config;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.lang.Nullable;

/** The places beside its own server that the page at {@code /} asks. */
final class PagePlaces {
  private final OwnPorts ports;
  private final PageLogin login;

  /**
   * @param login null where nobody is asked who he is
   */
  PagePlaces(OwnPorts ports, @Nullable PageLogin login) {
    this.ports = ports;
    this.login = login;
  }

  /** The management port by the name of the request; null where that leads to no such port. */
  @Nullable
  String management(HttpServletRequest request) {
    OwnPorts.Port port = ports.management();
    boolean isReached = !isLoopback(port.host()) || isLoopback(request.getLocalAddr());
    return isReached ? port.at(request.getServerName()) : null;
  }

  /** All of them, for a policy of the browser. */
  String all(HttpServletRequest request) {
    return Stream.of(
            Optional.ofNullable(management(request)),
            Optional.ofNullable(login).flatMap(PageLogin::origin))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException none) {
      return false;
    }
  }
}
