package orderbakery.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Commands;
import orderbakery.log.ScheduledCommand;
import orderbakery.message.CommandMessages;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** I2: one Idempotency-Key, one command, one event, one effect. */
class RepeatedRequestsIT extends FlowTest {
  private static final Map<String, Object> BEANS = anOrder().of(1, "Beans").body();

  private final String key = UUID.randomUUID().toString();

  @Autowired private CamelContext camel;
  @Autowired private CommandMessages commands;
  @Autowired private MeterRegistry meters;

  @AfterEach
  void startTheWriter() throws Exception {
    camel.getRouteController().startRoute("write-events");
  }

  @Test
  void answersARepeatLikeTheFirst() {
    Answer first = accepted(bakery.place(BEANS, "Idempotency-Key", key));
    bakery.awaitOrder(first.orderId(), 1);

    Answer repeat = accepted(bakery.place(BEANS, "Idempotency-Key", "\"" + key + "\""));

    assertThat(first.header("Idempotent-Replayed")).isNull();
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
    assertThat(repeat.header("Link")).isEqualTo(first.header("Link"));
    assertThat(stored.eventsOf(first.orderId())).hasSize(1);
  }

  @Test
  void takesABodyThatSaysTheSameForTheSame() {
    String products = "\"products\":[{\"name\":\"Beans\",\"price\":12.50,\"quantity\":2}]";
    Answer first = accepted(keyed("{\"note\":\"caf\\u00e9\"," + products + "}"));

    for (String same :
        List.of(
            "{\"note\":\"caf\u00e9\"," + products + "}",
            " {\n " + products + ",\t\"note\" : \"caf\u00e9\" } ",
            "{\"products\":[{\"quantity\":2.0,\"price\":125e-1,\"name\":\"Beans\"}],\"note\":\"caf\u00e9\"}")) {
      Answer repeat = accepted(keyed(same));

      assertThat(repeat.header("Idempotent-Replayed")).as(same).isEqualTo("true");
      assertThat(repeat.header("Link")).isEqualTo(first.header("Link"));
    }
    keyed("{\"note\":\"caf\u00e9 \"," + products + "}")
        .assertProblem(422, "idempotency-key-reused");
    bakery.awaitOrder(first.orderId(), 1);
    assertThat(stored.eventsOf(first.orderId())).hasSize(1);
  }

  @Test
  void takesACancelWithoutABodyForOneThatSaysNothing() {
    String id = bakery.placed(BEANS);
    Answer first = accepted(bakery.cancel(id, "Idempotency-Key", key));
    bakery.awaitOrder(id, 2);

    Answer repeat =
        accepted(
            bakery.send(
                "POST",
                "/order/" + id + "/cancel",
                "{}".getBytes(UTF_8),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                key));

    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeat.commandId()).isEqualTo(first.commandId());
  }

  @Test
  void repeatsAChangeThatHasMadeItsOwnConditionFalse() {
    String id = bakery.placed(BEANS);
    String[] headers = {"Idempotency-Key", key, "If-Match", "\"v1\"", "Prefer", "wait=10"};
    assertThat(bakery.patch(id, object("note", "once"), headers).status()).isEqualTo(200);

    Answer repeat = bakery.patch(id, object("note", "once"), headers);

    assertThat(repeat.status()).isEqualTo(200);
    assertThat(repeat.header("ETag")).isEqualTo("\"v2\"");
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(stored.eventsOf(id)).hasSize(2);
  }

  @Test
  void repeatsARefusal() {
    String id = bakery.placed(BEANS);
    accepted(bakery.cancel(id));
    bakery.awaitOrder(id, 2);
    String[] headers = {"Idempotency-Key", key, "Prefer", "wait=10"};

    bakery.put(id, BEANS, headers).assertProblem(409, "order-not-changeable");
    bakery.put(id, BEANS, headers).assertProblem(409, "order-not-changeable");

    assertThat(stored.eventsOf(id)).hasSize(3);
  }

  @Test
  void refusesAnotherBodyPathOrMethodUnderAUsedKey() {
    String other = bakery.placed(BEANS);
    String id =
        bakery.place(BEANS, "Idempotency-Key", key, "Prefer", "wait=10").object().get("id") + "";

    bakery
        .place(anOrder().of(2, "Beans").body(), "Idempotency-Key", key)
        .assertProblem(422, "idempotency-key-reused");
    bakery.put(id, BEANS, "Idempotency-Key", key).assertProblem(422, "idempotency-key-reused");
    bakery.delete(other, "Idempotency-Key", key).assertProblem(422, "idempotency-key-reused");

    assertThat(stored.eventsOf(id)).hasSize(1);
    assertThat(stored.eventsOf(other)).hasSize(1);
  }

  @Test
  void takesEqualRequestsOfTheSameMomentAsOne() {
    List<CompletableFuture<Answer>> sent =
        IntStream.range(0, 16)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () -> bakery.place(BEANS, "Idempotency-Key", key)))
            .toList();

    List<String> ids = sent.stream().map(it -> accepted(it.join()).orderId()).distinct().toList();

    assertThat(ids).hasSize(1);
    bakery.awaitOrder(ids.get(0), 1);
    assertThat(stored.eventsOf(ids.get(0))).hasSize(1);
  }

  @Test
  void takesOneOfDifferentRequestsOfTheSameMoment() {
    List<CompletableFuture<Answer>> sent =
        IntStream.rangeClosed(1, 16)
            .mapToObj(n -> anOrder().of(n, "Beans").body())
            .map(
                order ->
                    CompletableFuture.supplyAsync(
                        () -> bakery.place(order, "Idempotency-Key", key, "Prefer", "wait=10")))
            .toList();

    List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .allSatisfy(answer -> answer.assertProblem(422, "idempotency-key-reused"));
  }

  @Test
  void saysThatARepeatIsOneBeforeTheLogHasTheFirst() throws Exception {
    camel.getRouteController().stopRoute("write-events");
    accepted(bakery.place(BEANS, "Idempotency-Key", key));

    Answer repeat = accepted(bakery.place(BEANS, "Idempotency-Key", key));
    Answer another = bakery.place(anOrder().of(2, "Beans").body(), "Idempotency-Key", key);

    camel.getRouteController().startRoute("write-events");
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    another.assertProblem(422, "idempotency-key-reused");
    bakery.awaitOrder(repeat.orderId(), 1);
    assertThat(stored.eventsOf(repeat.orderId())).hasSize(1);
  }

  @Test
  void keepsTheFirstOfTwoThatOnlyTheWriterCanTellApart() {
    String id = UUID.randomUUID().toString();
    ScheduledCommand first = command(id, "first");
    double before = conflicts();

    wire.publish(
        "platform-events-scheduler",
        commands.write(first),
        commands.write(first.withDigest("second")));

    await().atMost(PATIENCE).until(() -> stored.event(id) != null && conflicts() == before + 1);
    assertThat(stored.event(id)).containsEntry("digest", "first");
    assertThat(stored.eventsOf(id)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"open", "\"a\"b\"", "with space", "\"caf\\e\""})
  void refusesAKeyOfNoForm(String malformed) {
    Answer answer = bakery.place(BEANS, "Idempotency-Key", malformed);

    assertThat(answer.assertProblem(400, "malformed-request").get("detail").toString())
        .contains("Idempotency-Key");
  }

  @Test
  void refusesAKeyThatIsTooLongOrGivenTwice() {
    bakery.place(BEANS, "Idempotency-Key", "k".repeat(256)).assertProblem(400, "malformed-request");
    bakery
        .place(BEANS, "Idempotency-Key", "one", "Idempotency-Key", "two")
        .assertProblem(400, "malformed-request");
  }

  private Answer keyed(String body) {
    return bakery.post(body, "Content-Type", "application/json", "Idempotency-Key", key);
  }

  private double conflicts() {
    return meters.get("bakery.idempotency.conflicts").counter().count();
  }

  /** A command on an order that is its own name. */
  private static ScheduledCommand command(String id, String digest) {
    return new ScheduledCommand(
        id,
        id,
        "order",
        "delete",
        Map.of(),
        null,
        Commands.NOON,
        "test",
        "anonymous",
        true,
        digest,
        null);
  }
}
