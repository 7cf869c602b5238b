package orderbakery.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import orderbakery.fixtures.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process must do while a member of a cluster fails. */
final class Outages {
  private static final Logger LOG = LoggerFactory.getLogger(Outages.class);
  private static final int FEW_LINES = 10;

  /** About 15 s on a machine of its own, more on one that is shared with other tests. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Less than 2 s, and more on a busy machine. */
  private static final Duration READ = Duration.ofSeconds(6);

  private Outages() {}

  /**
   * An order that is placed from now on is baked in time, and meanwhile every request is answered.
   *
   * @param answer until an order is answered, be it by 503
   */
  static void assertGoesOn(BakeryProcess bakery, String what, Duration answer) {
    Stopwatch sinceThen = Stopwatch.start();
    BakeryClient client = bakery.client();
    List<String> placed = new ArrayList<>();
    await("an order that was placed after " + what + " is baked")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              String key = UUID.randomUUID().toString();
              Answer order = within(answer, () -> client.placeOnce(key, "Beans"), 202, 503);
              if (order.isAccepted()) {
                placed.add(order.orderId());
              }
              return !placed.isEmpty() && isBaked(client, placed.get(0));
            });
    LOG.warn("After {}: an order is baked after {} ms", what, sinceThen.millis());
  }

  private static boolean isBaked(BakeryClient client, String order) throws Exception {
    return within(READ, () -> client.order(order), 200, 404, 503).status() == 200;
  }

  private static Answer within(Duration time, Callable<Answer> request, Integer... statuses)
      throws Exception {
    Stopwatch watch = Stopwatch.start();
    Answer answer = request.call();
    assertThat(watch.elapsed()).isLessThan(time);
    assertThat(answer.status()).isIn((Object[]) statuses);
    return answer;
  }

  /** From the first line of this process to the end of the outage, which is awaited. */
  static void assertToldInAFewLines(BakeryProcess bakery, String server) throws IOException {
    await("the end of the outage in the log")
        .atMost(Patience.WARM_UP)
        .until(() -> bakery.output().stream().anyMatch(it -> it.contains(server + " is well")));
    assertThat(bakery.output())
        .filteredOn(line -> !line.contains(" INFO "))
        .hasSizeLessThanOrEqualTo(FEW_LINES)
        .anyMatch(line -> line.contains(server + " fails: "));
  }
}
