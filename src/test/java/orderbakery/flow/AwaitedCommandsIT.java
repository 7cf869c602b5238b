package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.fixtures.OrderRequest.theOrderOfTheContract;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import orderbakery.api.Endings;
import orderbakery.fixtures.Answer;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever wants to know how a command ended: Prefer, and receipts. */
class AwaitedCommandsIT extends FlowTest {
  private static final Map<String, Object> BEANS = anOrder().of(1, "Beans").body();
  private static final String[] WAIT = {"Prefer", "wait=10"};

  @Autowired private CamelContext camel;
  @Autowired private Endings endings;

  @AfterEach
  void startAllAgain() throws Exception {
    camel.getRouteController().startRoute("execute-order-events");
    camel.getRouteController().startRoute("bake-orders");
  }

  @Test
  void answersWithTheOrderOnceItIsBaked() {
    Answer created = bakery.place(theOrderOfTheContract().body(), WAIT);

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"v1\"");
    assertThat(created.header("Preference-Applied")).isEqualTo("wait=10");
    assertThat(created.object()).isEqualTo(bakery.get(created.orderId()).object());
    assertThat(created.header("Link")).contains("/command/" + created.orderId());
  }

  @Test
  void answersEachChangeByWhatItDid() {
    String id = bakery.placed(BEANS);

    Answer updated = bakery.put(id, anOrder().of(3, "Tea").body(), WAIT);
    Answer cancelled = bakery.cancel(id, WAIT);
    Answer deleted = bakery.delete(id, WAIT);

    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.object()).containsEntry("items", 3);
    assertThat(cancelled.object()).containsEntry("status", "CANCELLED").containsEntry("version", 3);
    assertThat(cancelled.header("ETag")).isEqualTo("\"v3\"");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(deleted.header("Preference-Applied")).isEqualTo("wait=10");
  }

  @Test
  void answersARejectionWithItsProblem() {
    String id = bakery.placed(BEANS);

    Answer merged = bakery.patch(id, object("discount", "1000000.00"), WAIT);

    assertThat(merged.assertProblem(422, "invalid-order")).containsKey("errors");
    assertThat(merged.object()).doesNotContainKeys("entityId", "operation");
    assertThat(merged.header("Preference-Applied")).isEqualTo("wait=10");
  }

  @ParameterizedTest
  @CsvSource({"wait=99, wait=30", "'respond-async, wait=7; foo', wait=7", "WAIT=\"5\", wait=5"})
  void readsThePreferenceAsTheRfcHasIt(String sent, String applied) {
    assertThat(bakery.place(BEANS, "Prefer", sent).header("Preference-Applied")).isEqualTo(applied);
  }

  @ParameterizedTest
  @CsvSource({"wait=0", "wait", "wait=soon", "wait=-1", "handling=strict"})
  void passesOverAPreferenceItDoesNotKnow(String sent) {
    assertThat(bakery.place(BEANS, "Prefer", sent).status()).isEqualTo(202);
  }

  @Test
  void answersPlainlyWhenTheTimeIsOver() throws Exception {
    camel.getRouteController().stopRoute("bake-orders");

    Answer answer = accepted(bakery.place(BEANS, "Prefer", "wait=1"));

    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Preference-Applied")).isNull();
    assertThat(bakery.receipt(answer.commandId()).object())
        .containsEntry("status", "EXECUTED")
        .containsEntry("baked", false);
  }

  @Test
  void waitsNoLongerForWhatIsRefused() {
    String id = bakery.placed(BEANS);
    String key = UUID.randomUUID().toString();
    accepted(bakery.place(BEANS, "Idempotency-Key", key));

    Answer stale =
        bakery.patch(id, object("note", "late"), "Prefer", "wait=30", "If-Match", "\"v9\"");
    Answer reused = bakery.cancel(id, "Prefer", "wait=30", "Idempotency-Key", key);

    assertThat(stale.status()).isEqualTo(412);
    assertThat(reused.status()).isEqualTo(422);
    await().atMost(PATIENCE).until(() -> endings.expected() == 0);
  }

  @Test
  void waitsWithoutAThread() throws Exception {
    int waiting = 300; // six times the threads that take requests
    camel.getRouteController().stopRoute("bake-orders");
    ExecutorService clients = Executors.newFixedThreadPool(waiting);

    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, waiting)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () -> bakery.place(BEANS, "Prefer", "wait=30"), clients))
            .toList();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(endings.expected()).isEqualTo(waiting));
    assertThat(bakery.send("GET", "/order").status()).isEqualTo(200);
    camel.getRouteController().startRoute("bake-orders");

    assertThat(answers.stream().map(it -> it.join().status())).containsOnly(201);
    assertThat(endings.expected()).isZero();
    clients.shutdown();
  }

  @Test
  void givesAReceiptOfWhatWasExecuted() {
    Answer answer = accepted(bakery.place(BEANS));

    Map<String, Object> receipt = bakery.receipt(answer.commandId(), WAIT).object();

    assertThat(receipt)
        .containsEntry("id", answer.commandId())
        .containsEntry("entityId", answer.orderId())
        .containsEntry("operation", "create")
        .containsEntry("status", "EXECUTED")
        .containsEntry("baked", true)
        .containsEntry("entityVersion", 1)
        .containsKeys("acceptedAt", "creationTime", "executionTime")
        .doesNotContainKey("problem");
    assertThat(receipt.get("position")).asString().matches("\\d-\\d+");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(bakery.receipt(answer.commandId()).object())
                    .as("what may come a moment later")
                    .containsKeys("executedBy", "bakedAt"));
    assertThat(bakery.receipt(answer.commandId()).header("Retry-After")).isNull();
    assertThat(bakery.receipt(answer.commandId(), WAIT).header("Preference-Applied"))
        .isEqualTo("wait=10");
  }

  @Test
  void givesAReceiptOfWhatWasRejected() {
    String id = bakery.placed(BEANS);
    bakery.delete(id, WAIT);
    Answer answer = accepted(bakery.cancel(id));

    Map<String, Object> receipt = bakery.receipt(answer.commandId(), WAIT).object();

    assertThat(receipt)
        .containsEntry("status", "REJECTED")
        .containsEntry("baked", true)
        .doesNotContainKey("bakedAt");
    assertThat(receipt.get("problem"))
        .hasFieldOrPropertyWithValue("type", "/problems/order-deleted")
        .hasFieldOrPropertyWithValue("status", 410);
  }

  @Test
  void givesAReceiptOfWhatIsPending() throws Exception {
    camel.getRouteController().stopRoute("execute-order-events");
    Answer answer = accepted(bakery.place(BEANS));

    Answer receipt = bakery.receipt(answer.commandId(), "Prefer", "wait=1");

    assertThat(receipt.object()).containsEntry("status", "PENDING").containsEntry("baked", false);
    assertThat(receipt.header("Retry-After")).isEqualTo("1");
    assertThat(receipt.header("Preference-Applied")).as("the time was over").isNull();
  }

  @Test
  void knowsNoReceiptOfWhatWasNeverSent() {
    Answer answer = bakery.receipt(UUID.randomUUID().toString(), WAIT);

    answer.assertProblem(404, "unknown-command");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    bakery.receipt("nonsense").assertProblem(404, "unknown-command");
  }
}
