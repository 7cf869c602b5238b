package orderbakery.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Decides who may connect, before the handshake is answered. */
@FunctionalInterface
public interface Authorizer {

  /**
   * What a client may connect with.
   *
   * @param identity of the client, in terms of the application; null when nobody has asked for it
   * @param isOver asked once a second while the client is connected; once it is true the connection
   *     is closed with 1008
   */
  record Grant(Object identity, BooleanSupplier isOver) {
    /** Of a path without an authorizer. */
    static final Grant UNASKED = new Grant(null, () -> false);
  }

  /**
   * Asked when a handshake is otherwise welcome, and at no other time: what it takes may be good
   * for one connection.
   *
   * @param response to whoever may not connect
   * @return empty when the request has been answered
   */
  Optional<Grant> authorize(HttpServletRequest handshake, HttpServletResponse response)
      throws IOException;
}
