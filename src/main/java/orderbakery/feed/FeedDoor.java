package orderbakery.feed;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orderbakery.component.Access;
import orderbakery.component.Caller;
import orderbakery.edge.Failures;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;
import orderbakery.websocket.Authorizer;

/**
 * Lets those in who may read: by a ticket, else as the authentication before it has found them.
 * What a connection shows of itself is its {@link Caller}.
 */
public final class FeedDoor implements Authorizer {
  private static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";
  private static final String TICKET = "ticket.";

  private final Tickets tickets;
  private final Access access;
  private final Optional<Caller> stranger;
  private final Failures failures;
  private final Clock clock;

  /**
   * A door.
   *
   * @param access to what the feed tells of
   * @param stranger who comes without ticket and token; empty where nobody may
   * @param failures answer those who are refused
   */
  public FeedDoor(
      Tickets tickets, Access access, Optional<Caller> stranger, Failures failures, Clock clock) {
    this.tickets = tickets;
    this.access = access;
    this.stranger = stranger;
    this.failures = failures;
    this.clock = clock;
  }

  @Override
  public Optional<Grant> authorize(HttpServletRequest handshake, HttpServletResponse response)
      throws IOException {
    try {
      Caller caller = callerOf(handshake);
      if (!access.mayRead(caller)) {
        throw new RefusedRequest(Problems.forbidden());
      }
      return Optional.of(new Grant(caller, () -> hasEnded(caller)));
    } catch (RuntimeException failure) {
      failures.send(response, failure);
      return Optional.empty();
    }
  }

  private boolean hasEnded(Caller caller) {
    return caller.expires() != null && !clock.instant().isBefore(caller.expires());
  }

  /** Who shows a ticket comes by it, whatever else he shows. */
  private Caller callerOf(HttpServletRequest handshake) {
    List<String> shown = ticketsIn(handshake);
    Optional<Caller> caller =
        shown.isEmpty()
            ? Optional.ofNullable((Caller) handshake.getAttribute(HttpRequest.CALLER))
                .or(() -> stranger)
            : redeem(shown);
    return caller
        .filter(it -> stranger.isPresent() || it.owner().isPresent())
        .orElseThrow(() -> new RefusedRequest(Problems.unauthenticated()));
  }

  private Optional<Caller> redeem(List<String> shown) {
    return shown.size() == 1 ? tickets.redeem(shown.get(0)) : Optional.empty();
  }

  private static List<String> ticketsIn(HttpServletRequest handshake) {
    return Collections.list(handshake.getHeaders(SUBPROTOCOLS)).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .filter(name -> name.startsWith(TICKET))
        .map(name -> name.substring(TICKET.length()))
        .toList();
  }
}
