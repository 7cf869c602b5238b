package orderbakery.flow;

import static com.mongodb.client.model.Filters.gte;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import orderbakery.fixtures.Conformance;
import orderbakery.fixtures.RawAnswer;
import orderbakery.fixtures.RawHttp;
import org.bson.Document;

/** Sends requests that may be wrong in any way, and holds the bakery to its promises. */
final class Fuzz {
  private static final int THREADS = 4;
  private static final int MOST_SHOWN = 3;

  private final RawHttp raw;
  private final MutatedRequests requests;
  private final long seed;
  private final Instant begin = Instant.now();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Set<String> created = ConcurrentHashMap.newKeySet();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  Fuzz(RawHttp raw, MutatedRequests requests, long seed) {
    this.raw = raw;
    this.requests = requests;
    this.seed = seed;
  }

  /** Sends this many requests; fails with seed and request where an answer breaks a promise. */
  void send(int count) throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> sender =
        () -> {
          for (int number = next.getAndIncrement();
              number < count && failures.size() < MOST_SHOWN;
              number = next.getAndIncrement()) {
            send(requests.request(number), number);
          }
          return null;
        };
    ExecutorService senders = Executors.newFixedThreadPool(THREADS);
    for (Future<Void> done : senders.invokeAll(Collections.nCopies(THREADS, sender))) {
      done.get();
    }
    senders.shutdown();
    assertThat(failures).isEmpty();
    assertThat(statuses.keySet()).contains(200, 202, 400, 404, 405, 413, 414, 415, 422, 431);
  }

  /**
   * Every accepted command has its event, every event its accepted command, and took its effect.
   */
  void assertOnlyAcceptedCommandsCount(Stored stored) {
    await()
        .atMost(FlowTest.PATIENCE.multipliedBy(6))
        .untilAsserted(() -> assertThat(events(stored, "PENDING")).isEmpty());

    Map<String, String> events = new TreeMap<>();
    stored
        .source()
        .getCollection("events")
        .find(gte("acceptedAt", begin))
        .forEach(event -> events.put(event.getString("_id"), event.getString("status")));
    assertThat(events.keySet()).isEqualTo(accepted);
    assertThat(events.values()).containsOnly("EXECUTED", "REJECTED");
    Set<String> orders = ConcurrentHashMap.newKeySet();
    stored
        .source()
        .getCollection("orders")
        .find()
        .forEach(order -> orders.add(order.getString("_id")));
    assertThat(orders).containsAll(created);
    orders.removeAll(created);
    assertThat(orders).noneMatch(accepted::contains);
  }

  private static Iterable<Document> events(Stored stored, String status) {
    return stored.source().getCollection("events").find(new Document("status", status));
  }

  private void send(byte[] request, int number) {
    try {
      for (RawAnswer answer : answers(request)) {
        statuses.computeIfAbsent(answer.status(), status -> new AtomicInteger()).incrementAndGet();
        check(request, answer);
      }
    } catch (IOException | RuntimeException | AssertionError e) {
      failures.add(
          "seed %s, request %s: %s%n%s"
              .formatted(seed, number, e, new String(request, ISO_8859_1)));
    }
  }

  // a read that a busy machine did not answer in time is served to whoever asks again
  private List<RawAnswer> answers(byte[] request) throws IOException {
    List<RawAnswer> answers = raw.send(request);
    boolean isRead = new String(request, ISO_8859_1).startsWith("GET ");
    return isRead && areLate(answers)
        ? await().atMost(FlowTest.PATIENCE).until(() -> raw.send(request), it -> !areLate(it))
        : answers;
  }

  private static boolean areLate(List<RawAnswer> answers) {
    return answers.stream().anyMatch(answer -> answer.status() == 503);
  }

  private void check(byte[] request, RawAnswer answer) {
    assertThat(answer.status()).as(answer.text()).isLessThan(500);
    String[] line = new String(request, ISO_8859_1).split("[ \t\r\n]+", 3);
    Conformance.require(
        line[0], line.length > 1 ? line[1] : "", answer.status(), answer.headers(), answer.body());
    if (answer.status() == 202) {
      String command = answer.header("Link").replaceAll("</command/(.*)>; rel=\"monitor\"", "$1");
      accepted.add(command);
      if (answer.header("Location").equals("/order/" + command)) {
        created.add(command);
      }
    }
  }
}
