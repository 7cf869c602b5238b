package orderbakery.processes;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import orderbakery.fixtures.Answer;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** I2: two requests with one key, at the same moment, at two processes of the API. */
@WithRealServers
class RacingRequestsIT {
  private static final int PAIRS = 500;
  private static final int AT_A_TIME = 32;
  private static final String[] WAIT = {"Prefer", "wait=30"};
  private static final String[] NO_WAIT = {};

  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("pairs");

  private final ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME);
  private BakeryClient one;
  private BakeryClient other;

  @BeforeEach
  void startTwoApis() throws Exception {
    BakeryProcess all = processes.start("all", servers.surroundings());
    BakeryProcess api = processes.start("api", servers.surroundings().roles("orders-api"));
    one = all.awaitReady().client();
    other = api.awaitReady().client();
  }

  @Test
  void makeOneEventOfEqualRequests() {
    List<Pair> pairs = new ArrayList<>();
    for (int n = 0; n < PAIRS; n++) {
      String key = UUID.randomUUID().toString();
      pairs.add(pair(() -> one.placeOnce(key, "Beans"), () -> other.placeOnce(key, "Beans")));
    }

    Set<String> orders = pairs.stream().map(Pair::orderOfBoth).collect(toSet());

    assertThat(orders).hasSize(PAIRS);
    servers.books().awaitBaked(orders);
    assertThat(servers.source().getCollection("events").countDocuments(in("entityId", orders)))
        .isEqualTo(PAIRS);
    servers.books().assertVersionsWithoutGap();
  }

  @Test
  void acceptOneOfTwoOrdersThatDiffer() {
    List<Pair> pairs = new ArrayList<>();
    for (int n = 0; n < PAIRS; n++) {
      String key = UUID.randomUUID().toString();
      String[] headers = n % 2 == 0 ? WAIT : NO_WAIT;
      pairs.add(
          pair(
              () -> one.placeOnce(key, "Beans", headers),
              () -> other.placeOnce(key, "Tea", headers)));
    }

    for (Pair pair : pairs) {
      String orderId = pair.theAccepted().orderId();
      servers.books().awaitBaked(Set.of(orderId));
      assertThat(productOf(orderId)).isEqualTo(pair.isFirstAccepted() ? "Beans" : "Tea");
    }
  }

  @Test
  void acceptAnOrderOrTheCancellationOfAnother() throws Exception {
    List<Pair> pairs = new ArrayList<>();
    List<String> placed = new ArrayList<>();
    for (int n = 0; n < PAIRS; n++) {
      String key = UUID.randomUUID().toString();
      String[] headers = n % 2 == 0 ? WAIT : NO_WAIT;
      String before = one.place().orderId();
      placed.add(before);
      pairs.add(
          pair(
              () -> one.placeOnce(key, "Beans", headers),
              () -> other.cancelOnce(key, before, headers)));
    }

    for (int n = 0; n < pairs.size(); n++) {
      Pair pair = pairs.get(n);
      String orderId = pair.theAccepted().orderId();
      assertThat(orderId.equals(placed.get(n))).isEqualTo(!pair.isFirstAccepted());
      servers.books().awaitBaked(new HashSet<>(List.of(orderId, placed.get(n))));
      assertThat(statusOf(placed.get(n)))
          .isEqualTo(pair.isFirstAccepted() ? "PLACED" : "CANCELLED");
    }
  }

  /** The answers to both: they are sent one right after the other, on different threads. */
  private Pair pair(Callable<Answer> first, Callable<Answer> second) {
    return new Pair(send(first), send(second));
  }

  private CompletableFuture<Answer> send(Callable<Answer> request) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return request.call();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        senders);
  }

  private String productOf(String orderId) {
    return presented(orderId).getList("products", Document.class).get(0).getString("name");
  }

  private String statusOf(String orderId) {
    return presented(orderId).getString("status");
  }

  private Document presented(String orderId) {
    return servers.presentation().getCollection("orders").find(eq("_id", orderId)).first();
  }

  private record Pair(CompletableFuture<Answer> first, CompletableFuture<Answer> second) {

    /** Of two that are equal. */
    String orderOfBoth() {
      List<Answer> answers = List.of(first.join(), second.join());
      assertThat(answers).extracting(Answer::status).containsOnly(202);
      assertThat(answers).extracting(Answer::orderId).containsOnly(first.join().orderId());
      return first.join().orderId();
    }

    /** Of two that differ: no more than one is accepted. */
    Answer theAccepted() {
      Answer refused = isFirstAccepted() ? second.join() : first.join();
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().get("type").asText()).isEqualTo("/problems/idempotency-key-reused");
      Answer accepted = isFirstAccepted() ? first.join() : second.join();
      assertThat(accepted.status()).isIn(200, 201, 202);
      return accepted;
    }

    boolean isFirstAccepted() {
      return first.join().status() < 300;
    }
  }
}
