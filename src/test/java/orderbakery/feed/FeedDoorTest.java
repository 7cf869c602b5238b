package orderbakery.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import orderbakery.component.Access;
import orderbakery.component.Caller;
import orderbakery.edge.Failures;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.ProblemWriter;
import orderbakery.fixtures.Requests;
import orderbakery.fixtures.SetClock;
import orderbakery.websocket.Authorizer.Grant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who may open a websocket. */
class FeedDoorTest {
  private static final Caller ADA = new Caller("ada", Set.of("orders:read"));
  private static final Access ORDERS = new Access("orders:read", "orders:write", true);
  private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

  private final SetClock clock = new SetClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final TicketsInMemory store = new TicketsInMemory();
  private final Tickets tickets = new Tickets(store, 10, new SecureRandom(), clock);
  private final Failures failures =
      new Failures(List.of(StoreIsAway.class), new ProblemWriter(() -> new UUID(0, 0)));
  private final FeedDoor open =
      new FeedDoor(tickets, ORDERS, Optional.of(Caller.ANONYMOUS), failures, clock);
  private final FeedDoor closed = new FeedDoor(tickets, ORDERS, Optional.empty(), failures, clock);
  private final MockHttpServletRequest handshake = new MockHttpServletRequest();
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  private static final class StoreIsAway extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void letsEverybodyInWhileNobodyIsAuthenticated() throws IOException {
    assertThat(enter(open)).contains(Caller.ANONYMOUS);
    handshake.addHeader(PROTOCOLS, "order-bakery.v1");
    assertThat(enter(open)).contains(Caller.ANONYMOUS);
    handshake.addHeader(PROTOCOLS, "ticket." + issued(Caller.ANONYMOUS));
    assertThat(enter(open)).contains(Caller.ANONYMOUS);
    assertThat(enter(open)).as("used").isEmpty();
    assertRefused(401, "unauthenticated");
  }

  @Test
  void letsNobodyInWithoutACallerOnceTheyAreAuthenticated() throws IOException {
    assertThat(enter(closed)).isEmpty();
    assertRefused(401, "unauthenticated");
    assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void letsNobodyInWithATicketOfTheTimeBefore() throws IOException {
    handshake.addHeader(PROTOCOLS, "ticket." + issued(Caller.ANONYMOUS));

    assertThat(enter(closed)).isEmpty();
    assertRefused(401, "unauthenticated");
  }

  @Test
  void letsInWhomTheAuthenticationHasFound() throws IOException {
    handshake.setAttribute(HttpRequest.CALLER, ADA);

    assertThat(enter(closed)).contains(ADA);
  }

  @Test
  void letsATicketInOnce() throws IOException {
    handshake.addHeader(PROTOCOLS, "order-bakery.v1,  ticket." + issued(ADA));

    assertThat(enter(closed)).contains(ADA);
    assertThat(enter(closed)).isEmpty();
    assertRefused(401, "unauthenticated");
  }

  @Test
  void findsATicketInEveryLineAndTakesNotTwo() throws IOException {
    handshake.addHeader(PROTOCOLS, "order-bakery.v1");
    handshake.addHeader(PROTOCOLS, "ticket." + issued(ADA));
    assertThat(enter(closed)).contains(ADA);

    handshake.addHeader(PROTOCOLS, "ticket." + issued(ADA));
    assertThat(enter(closed)).isEmpty();
  }

  @Test
  void holdsABadTicketAgainstWhoeverShowsIt() throws IOException {
    handshake.setAttribute(HttpRequest.CALLER, ADA);
    handshake.addHeader(PROTOCOLS, "order-bakery.v1, ticket.");

    assertThat(enter(closed)).isEmpty();
    assertThat(enter(open)).isEmpty();
    assertRefused(401, "unauthenticated");
  }

  @Test
  void letsNobodyInWhoMayNotRead() throws IOException {
    handshake.setAttribute(HttpRequest.CALLER, new Caller("ada", Set.of("orders:write")));

    assertThat(enter(closed)).isEmpty();
    assertRefused(403, "forbidden");
  }

  @Test
  void endsWhatItHasGrantedWithTheTokenAndNotBefore() throws IOException {
    Caller shortly = new Caller("ada", ADA.scopes(), clock.instant().plusSeconds(60));
    handshake.addHeader(PROTOCOLS, "ticket." + issued(shortly));
    Grant grant = closed.authorize(handshake, response).orElseThrow();

    clock.pass(Duration.ofMillis(59_999));
    assertThat(grant.isOver().getAsBoolean()).isFalse();
    clock.pass(Duration.ofMillis(1));
    assertThat(grant.isOver().getAsBoolean()).isTrue();
  }

  @Test
  void endsNothingForWhoeverHasNoToken() throws IOException {
    Grant grant = open.authorize(handshake, response).orElseThrow();

    clock.pass(Duration.ofDays(1000));
    assertThat(grant.isOver().getAsBoolean()).isFalse();
  }

  @Test
  void asksToComeAgainWhenTheStoreIsAway() throws IOException {
    FeedDoor door = new FeedDoor(tickets, ORDERS, Optional.empty(), failures, clock);
    handshake.addHeader(PROTOCOLS, "ticket.any");
    store.fail(new StoreIsAway());

    assertThat(enter(door)).isEmpty();
    assertRefused(503, "unavailable");
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
  }

  private Optional<Object> enter(FeedDoor door) throws IOException {
    response.reset();
    return door.authorize(handshake, response).map(Grant::identity);
  }

  private void assertRefused(int status, String type) throws IOException {
    assertThat(response.getStatus()).isEqualTo(status);
    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    assertThat(new ObjectMapper().readTree(response.getContentAsByteArray()).get("type").asText())
        .isEqualTo("/problems/" + type);
  }

  private String issued(Caller caller) throws IOException {
    return new ObjectMapper()
        .readTree(tickets.issue(Requests.of(caller)).body())
        .get("ticket")
        .textValue();
  }
}
