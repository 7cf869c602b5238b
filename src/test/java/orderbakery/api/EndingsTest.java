package orderbakery.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import orderbakery.component.Fact;
import orderbakery.component.ToldTypes;
import orderbakery.log.Position;
import orderbakery.message.FrameMessages;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;

class EndingsTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final int LONG = 30;

  private final Map<String, Ending> store = new ConcurrentHashMap<>();
  private final List<byte[]> heard = new ArrayList<>();
  private final AtomicBoolean storeIsAway = new AtomicBoolean();
  private final Endings endings =
      new Endings(
          3,
          Runnable::run,
          id -> {
            if (storeIsAway.getAndSet(false)) {
              throw new IllegalStateException("The store is away.");
            }
            return Optional.ofNullable(store.get(id));
          },
          heard::add);

  @Test
  void wakesAllWhoWaitForACommandAndNobodyElse() {
    CompletableFuture<Ending> one = await("a");
    CompletableFuture<Ending> two = await("a");
    CompletableFuture<Ending> other = await("b");

    endings.hear(List.of(frame("a", "order.updated", Map.of("status", "PLACED"))));

    assertThat(one)
        .isCompletedWithValue(
            new Ending.Baked(2, Map.of("status", "PLACED"), null, NOON, Set.of()));
    assertThat(two).isCompletedWithValue(one.join());
    assertThat(other).isNotDone();
    assertThat(endings.expected()).isEqualTo(1);
  }

  @Test
  void passesEachFrameOnThoughNobodyWaits() {
    Message frame = frame("a", "order.updated", Map.of("status", "PLACED"));

    endings.hear(List.of(frame));

    assertThat(heard).containsExactly(frame.getBody());
  }

  @Test
  void tellsOfARefusalWithoutWhatIsNotTheProblem() {
    CompletableFuture<Ending> refused = await("a");

    endings.hear(
        List.of(
            frame(
                "a",
                "order.rejected",
                Map.of(
                    "type", "/problems/version-mismatch",
                    "title", "t",
                    "status", 412,
                    "detail", "d",
                    "currentVersion", 2,
                    "entityId", "o",
                    "operation", "update"))));

    assertThat(((Ending.Refused) refused.join()).problem().toDocument())
        .containsEntry("currentVersion", 2)
        .doesNotContainKeys("entityId", "operation");
  }

  @Test
  void letsNoMoreWaitThanItsLimit() {
    endings.expect("a", end -> true);
    endings.expect("b", end -> true);
    endings.expect("c", end -> true);

    assertThat(await("d")).isCompletedWithValue(new Ending.Unheard());
    assertThat(endings.expected()).isEqualTo(3);
  }

  @Test
  void forgetsWhoseTimeIsOver() {
    CompletableFuture<Ending> impatient =
        endings.await(endings.expect("a", end -> true), 0).toCompletableFuture();

    assertThat(impatient).succeedsWithin(Duration.ofSeconds(10));
    assertThat(impatient).isCompletedWithValue(new Ending.Unheard());
    assertThat(endings.expected()).isZero();
  }

  @Test
  void passesOverWhatIsNoFrame() {
    CompletableFuture<Ending> waiting = await("a");
    String noProblem =
        "{\"id\":\"a\",\"type\":\"order.rejected\",\"subject\":\"o\",\"position\":\"0-1\","
            + "\"time\":\"2026-11-24T12:00:00Z\",\"data\":{}}";

    endings.hear(
        List.of(
            new Message(new byte[0]),
            message("a", "hello"),
            message("a", "null"),
            message("a", "{\"id\":\"a\",\"type\":\"t\",\"subject\":\"o\",\"data\":{}}"),
            message("a", noProblem),
            frame("a", "order.updated", Map.of())));

    assertThat(waiting).isCompletedWithValue(new Ending.Baked(2, Map.of(), null, NOON, Set.of()));
  }

  @Test
  void letsTheOthersWaitWhenOneOfThemHasGone() {
    Expectation impatient = endings.expect("a", end -> true);
    CompletableFuture<Ending> patient = await("a");

    impatient.ending().complete(new Ending.Unheard());
    endings.hear(List.of(frame("a", "order.updated", Map.of())));

    assertThat(patient).isCompletedWithValue(new Ending.Baked(2, Map.of(), null, NOON, Set.of()));
  }

  @Test
  void sendsEverybodyHomeAtTheEnd() {
    CompletableFuture<Ending> waiting = await("a");

    endings.release();

    assertThat(waiting).isCompletedWithValue(new Ending.Unheard());
    assertThat(endings.expected()).isZero();
  }

  @Test
  void asksTheStoreUntilItKnowsTheEndWhoseFrameIsMissed() {
    Ending end = new Ending.Baked(2, Map.of(), null, NOON, Set.of());
    storeIsAway.set(true);
    CompletableFuture<Ending> waiting = await("a");
    assertThat(waiting).isNotDone();

    store.put("a", end);

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(end);
    assertThat(storeIsAway).isFalse();
    assertThat(endings.expected()).isZero();
  }

  @Test
  void wakesNobodyForAnEndThatIsNotHis() {
    Expectation bobs = endings.expect("a", end -> end.concerned().contains("bob"));

    endings.hear(List.of(frameOf("ada")));
    assertThat(bobs.ending()).isNotDone();

    endings.hear(List.of(frameOf("bob")));
    assertThat(bobs.ending()).isDone();
  }

  private static Message frameOf(String owner) {
    Message frame = frame("a", "order.updated", Map.of("status", "PLACED"));
    frame.getMessageProperties().setHeader("owner", owner);
    return frame;
  }

  @Test
  void takesTheEndThatTheStoreKnows() {
    Expectation expectation = endings.expect("a", end -> true);
    Map<String, Object> event =
        Map.of("status", "EXECUTED", "entityVersion", 1L, "executionTime", Date.from(NOON));

    expectation.settle(event, Map.of("version", 0L));
    assertThat(expectation.ending()).isNotDone();

    expectation.settle(event, Map.of("version", 1L));
    assertThat(expectation.ending())
        .isCompletedWithValue(new Ending.Baked(1, Map.of("version", 1L), null, NOON, Set.of()));
  }

  @Test
  void takesALaterVersionForTheEnd() {
    Expectation expectation = endings.expect("a", end -> true);
    Map<String, Object> event =
        Map.of("status", "EXECUTED", "entityVersion", 1L, "executionTime", Date.from(NOON));

    expectation.settle(event, Map.of("version", 3L));
    assertThat(expectation.ending())
        .isCompletedWithValue(new Ending.Baked(3, Map.of("version", 3L), null, NOON, Set.of()));
  }

  private CompletableFuture<Ending> await(String id) {
    return endings.await(endings.expect(id, end -> true), LONG).toCompletableFuture();
  }

  private static Message frame(String id, String type, Map<String, Object> data) {
    Fact fact =
        new Fact(id, type, "o", new Position(0, 1), 2, NOON, null, null, ToldTypes.NONE, data);
    MessageProperties properties = new MessageProperties();
    properties.setMessageId(id);
    return new Message(new FrameMessages().write(fact, data).body(), properties);
  }

  private static Message message(String id, String body) {
    MessageProperties properties = new MessageProperties();
    properties.setMessageId(id);
    return new Message(body.getBytes(UTF_8), properties);
  }
}
