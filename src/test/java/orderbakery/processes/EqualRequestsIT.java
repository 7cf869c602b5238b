package orderbakery.processes;

import static com.mongodb.client.model.Filters.in;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** I2: equal requests at the same moment, at two processes of the API, are one. */
@WithRealServers
class EqualRequestsIT {
  private static final int PAIRS = 1000;
  private static final int AT_A_TIME = 32;

  @RegisterExtension final RealServers servers = new RealServers();
  @RegisterExtension final Processes processes = new Processes("pairs");

  @Test
  void makeOneEventEach() throws Exception {
    BakeryProcess all = processes.start("all", servers.surroundings());
    BakeryProcess api = processes.start("api", servers.surroundings().roles("orders-api"));
    List<BakeryClient> clients = List.of(all.awaitReady().client(), api.awaitReady().client());

    Set<String> orders = pairs(clients).stream().map(EqualRequestsIT::orderOf).collect(toSet());

    assertThat(orders).hasSize(PAIRS);
    servers.books().awaitBaked(orders);
    assertThat(servers.source().getCollection("events").countDocuments(in("entityId", orders)))
        .isEqualTo(PAIRS);
    servers.books().assertVersionsWithoutGap();
  }

  /** Both answers of each pair: they are sent one right after the other, on different threads. */
  private static List<List<Answer>> pairs(List<BakeryClient> clients) {
    ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<List<CompletableFuture<Answer>>> sent =
          IntStream.range(0, PAIRS)
              .mapToObj(n -> UUID.randomUUID().toString())
              .map(key -> clients.stream().map(client -> place(client, key, senders)).toList())
              .toList();
      return sent.stream()
          .map(pair -> pair.stream().map(CompletableFuture::join).toList())
          .toList();
    } finally {
      senders.shutdown();
    }
  }

  private static CompletableFuture<Answer> place(
      BakeryClient client, String key, ExecutorService senders) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.placeOnce(key);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        senders);
  }

  private static String orderOf(List<Answer> pair) {
    assertThat(pair).extracting(Answer::status).containsOnly(202);
    Set<String> ids = pair.stream().map(Answer::orderId).collect(toSet());
    assertThat(ids).hasSize(1);
    return ids.iterator().next();
  }
}
