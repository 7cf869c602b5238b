package orderbakery.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import orderbakery.component.Caller;
import orderbakery.edge.Answer;
import orderbakery.edge.RefusedRequest;
import orderbakery.fixtures.Requests;
import orderbakery.fixtures.SetClock;
import org.junit.jupiter.api.Test;

/** Who is given a ticket, and for how long it is good. */
class TicketsTest {
  private static final Caller ADA = new Caller("ada", Set.of("orders:read"));
  private static final int MOST = 3;

  private final SetClock clock = new SetClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final TicketsInMemory store = new TicketsInMemory();
  private final Tickets tickets = new Tickets(store, MOST, new SecureRandom(), clock);

  @Test
  void areGoodOnceForWhoeverWasGivenThem() throws IOException {
    Answer answer = tickets.issue(Requests.of(ADA));
    JsonNode body = new ObjectMapper().readTree(answer.body());
    String ticket = body.get("ticket").textValue();

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Content-Type", "application/json");
    assertThat(body.get("expiresIn").intValue()).isEqualTo(30);
    assertThat(ticket).matches("[A-Za-z0-9_-]{43}");
    assertThat(tickets.redeem(ticket + "A")).isEmpty();
    assertThat(tickets.redeem(ticket)).contains(ADA);
    assertThat(tickets.redeem(ticket)).isEmpty();
  }

  @Test
  void areNotWhatIsStored() {
    String ticket = issued(ADA);

    assertThat(store.digests()).hasSize(1).allMatch(it -> it.matches("[0-9a-f]{64}"));
    assertThat(store.digests()).doesNotContain(ticket);
    assertThat(tickets.redeem(store.digests().iterator().next())).isEmpty();
  }

  @Test
  void areAllDifferent() {
    assertThat(issued(ADA)).isNotEqualTo(issued(ADA));
  }

  @Test
  void endAfterThirtySeconds() {
    String early = issued(ADA);
    String late = issued(ADA);

    clock.pass(Duration.ofMillis(29_999));
    assertThat(tickets.redeem(early)).contains(ADA);
    clock.pass(Duration.ofMillis(1));
    assertThat(tickets.redeem(late)).isEmpty();
  }

  @Test
  void endNoLaterThanTheTokenBehindThem() throws IOException {
    Caller shortly = new Caller("ada", ADA.scopes(), clock.instant().plusSeconds(5));
    Answer answer = tickets.issue(Requests.of(shortly));
    JsonNode body = new ObjectMapper().readTree(answer.body());

    assertThat(body.get("expiresIn").intValue()).isEqualTo(5);
    clock.pass(Duration.ofSeconds(5));
    assertThat(tickets.redeem(body.get("ticket").textValue())).isEmpty();
    assertThatThrownBy(() -> tickets.issue(Requests.of(shortly)))
        .isInstanceOfSatisfying(
            RefusedRequest.class, it -> assertThat(it.getProblem().status()).isEqualTo(401));
  }

  @Test
  void areBoundedForEachPrincipalUntilTheyAreUsedOrHaveExpired() {
    String first = issued(ADA);
    issued(ADA);
    issued(ADA);
    assertTooMany(ADA);
    issued(new Caller("bob", Set.of()));
    issued(Caller.ANONYMOUS);

    tickets.redeem(first);
    issued(ADA);
    assertTooMany(ADA);

    clock.pass(Duration.ofSeconds(30));
    issued(ADA);
    assertThat(store.digests()).as("what has expired is removed").hasSize(1);
  }

  private void assertTooMany(Caller caller) {
    assertThatThrownBy(() -> tickets.issue(Requests.of(caller)))
        .isInstanceOfSatisfying(
            RefusedRequest.class,
            it -> assertThat(it.getProblem().type()).isEqualTo("too-many-requests"));
  }

  private String issued(Caller caller) {
    try {
      Answer answer = tickets.issue(Requests.of(caller));
      return new ObjectMapper().readTree(answer.body()).get("ticket").textValue();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
