package orderbakery.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import orderbakery.component.Caller;
import orderbakery.edge.Answer;
import orderbakery.edge.HttpRequest;
import orderbakery.edge.Problems;
import orderbakery.edge.RefusedRequest;
import orderbakery.log.Sha256;

/**
 * One-time tickets for the feed: contract.md section 2. A browser cannot send a token with the
 * handshake of a websocket; so its page fetches a ticket with the token, and the handshake shows
 * the ticket.
 *
 * <p>Only its SHA-256 is stored: whoever reads the store cannot connect with what stands there.
 */
public final class Tickets {
  private static final Duration GOOD_FOR = Duration.ofSeconds(30);
  private static final int BYTES = 32;
  private static final int MOST_REMOVED = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TicketStore store;
  private final int mostOpen;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * Tickets of all processes that share a store.
   *
   * @param mostOpen that one principal may have and not have used
   */
  public Tickets(TicketStore store, int mostOpen, SecureRandom random, Clock clock) {
    this.store = store;
    this.mostOpen = mostOpen;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A ticket for whoever asks: 201. It ends no later than his token.
   *
   * @throws RefusedRequest 401 when his token has ended, 429 when he has too many tickets
   */
  public Answer issue(HttpRequest request) {
    Caller caller = request.caller();
    Instant now = clock.instant();
    Instant expires = earlier(now.plus(GOOD_FOR), caller.expires());
    if (!expires.isAfter(now)) {
      throw new RefusedRequest(Problems.unauthenticated());
    }
    store.removeExpired(now, MOST_REMOVED);
    if (store.countOpen(caller, now, mostOpen) >= mostOpen) {
      throw new RefusedRequest(Problems.tooManyRequests());
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    store.add(Sha256.of(ticket), caller, expires);
    return Answer.of(201)
        .withJson(json(ticket, Duration.between(now, expires)))
        .with("Cache-Control", "no-store");
  }

  private static Instant earlier(Instant one, Instant other) {
    return other == null || one.isBefore(other) ? one : other;
  }

  private static byte[] json(String ticket, Duration rest) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ticket", ticket);
    document.put("expiresIn", Math.max(1, rest.toSeconds()));
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever was given this ticket, once; empty when it is none, was used, or has expired. */
  public Optional<Caller> redeem(String ticket) {
    return store.take(Sha256.of(ticket), clock.instant());
  }
}
