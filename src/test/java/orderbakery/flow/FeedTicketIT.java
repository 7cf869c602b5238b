package orderbakery.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import orderbakery.fixtures.Answer;
import org.junit.jupiter.api.Test;

/** Tickets while everything is open: a client need not know that it is. */
class FeedTicketIT extends FlowTest {
  private static final int AT_ONCE = 50;

  @Test
  void letsATicketInOnceAndTellsNobodyWhichItWas() {
    Answer answer = bakery.send("POST", "/feed-ticket");
    Map<String, Object> body = answer.object();
    List<String> protocols = List.of("order-bakery.v1", "ticket." + body.get("ticket"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(body).containsOnlyKeys("ticket", "expiresIn").containsEntry("expiresIn", 30);
    try (Listening client = bakery.listenWith(protocols, "")) {
      assertThat(client.speaks()).isEqualTo("order-bakery.v1");
    }
    assertRefused(protocols);
    assertRefused(List.of("ticket.", "order-bakery.v1"));
  }

  @Test
  void speaksItsSubprotocolWithoutATicketToo() {
    try (Listening named = bakery.listenWith(List.of("other", "order-bakery.v1"), "");
        Listening unnamed = bakery.listen()) {
      assertThat(named.speaks()).isEqualTo("order-bakery.v1");
      assertThat(unnamed.speaks()).isEmpty();
    }
  }

  @Test
  void letsOneInOfManyWhoShowTheSameTicketAtOnce() throws Exception {
    List<String> protocols =
        List.of(
            "order-bakery.v1",
            "ticket." + bakery.send("POST", "/feed-ticket").object().get("ticket"));
    CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
    Callable<Integer> connect =
        () -> {
          barrier.await();
          return status(protocols);
        };
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    List<Integer> statuses = new ArrayList<>();
    try {
      List<Future<Integer>> attempts = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        attempts.add(threads.submit(connect));
      }
      for (Future<Integer> attempt : attempts) {
        statuses.add(attempt.get());
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(statuses).containsOnlyOnce(101).containsOnly(101, 401);
  }

  private int status(List<String> protocols) {
    try (Listening client = bakery.listenWith(protocols, "")) {
      return client.speaks().isEmpty() ? 0 : 101;
    } catch (CompletionException e) {
      return refusal(e).getResponse().statusCode();
    }
  }

  private void assertRefused(List<String> protocols) {
    try (Listening client = bakery.listenWith(protocols, "")) {
      throw new AssertionError("was let in, and speaks " + client.speaks());
    } catch (CompletionException e) {
      var answer = refusal(e).getResponse();
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
  }

  private static WebSocketHandshakeException refusal(CompletionException failure) {
    if (failure.getCause() instanceof WebSocketHandshakeException refusal) {
      return refusal;
    }
    throw failure;
  }
}
