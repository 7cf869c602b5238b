package orderbakery.flow;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import orderbakery.fixtures.Answer;
import orderbakery.operate.sweeps.SweepLedger;
import org.apache.camel.CamelContext;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What goes astray is found, and put right where a message does it. */
@TestPropertySource(
    properties = {
      "bakery.sweeps.late-after=2s",
      "bakery.sweeps.rest-after=1s",
      "bakery.sweeps.late-events-cron=* * * * * ?",
      "bakery.sweeps.missing-presentations-cron=* * * * * ?",
      "bakery.sweeps.orphaned-presentations-cron=* * * * * ?",
      "bakery.sweeps.unroutable-letters-cron=* * * * * ?",
      "bakery.measure-period=500ms",
      "bakery.limits.oldest-waiting=6s"
    })
@DirtiesContext
class SweepsIT extends FlowTest {
  private static final Duration A_FEW_SWEEPS = Duration.ofSeconds(15);

  @Autowired private MeterRegistry meters;
  @Autowired private SweepLedger ledger;
  @Autowired private CamelContext camel;

  @Test
  void bakesWhatIsMissingOrOlderAtANewPlace() {
    String missing = placed();
    String older = placed();
    String well = placed();
    accepted(bakery.patch(older, object("note", "soon")));
    bakery.awaitOrder(older, 2);
    Document before = stored.presentation(missing);
    double found = found("missing-order-presentations");
    presentations().deleteOne(Filters.eq("_id", missing));
    presentations().updateOne(Filters.eq("_id", older), Updates.set("version", 1L));

    await()
        .atMost(A_FEW_SWEEPS)
        .untilAsserted(
            () -> {
              assertThat(stored.presentation(missing)).isNotNull();
              assertThat(stored.presentation(older)).containsEntry("version", 2L);
            });

    assertThat(found("missing-order-presentations")).isGreaterThanOrEqualTo(found + 2);
    assertThat(sequenceOf(stored.presentation(missing))).isGreaterThan(sequenceOf(before));
    assertThat(stored.eventsOf(missing))
        .extracting(event -> event.getString("operation"))
        .contains("republish");
    assertThat(stored.eventsOf(well)).hasSize(1);
  }

  @Test
  void reportsPresentationsWithoutAnOrder() {
    String id = placed();
    Document orphan = stored.presentation(id);
    stored.awaitRest(id);
    stored.source().getCollection("orders").deleteOne(Filters.eq("_id", id));
    double found = found("orphaned-order-presentations");

    await()
        .atMost(A_FEW_SWEEPS)
        .untilAsserted(
            () -> assertThat(found("orphaned-order-presentations")).isGreaterThan(found));

    assertThat(
            meters.get("bakery.sweep.oldest").tag("sweep", "orphaned-order-presentations").gauge())
        .isNotNull();
    assertThat(stored.presentation(id)).isEqualTo(orphan);
    presentations().deleteOne(Filters.eq("_id", id));
  }

  @Test
  void reportsEventsThatNobodyExecutes() throws Exception {
    camel.getRouteController().stopRoute("execute-order-events");
    double found = found("late-order-events");
    String id = accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId();

    await()
        .atMost(A_FEW_SWEEPS)
        .untilAsserted(
            () -> {
              assertThat(found("late-order-events")).isGreaterThan(found);
              assertThat(oldestSeconds("late-order-events")).isGreaterThanOrEqualTo(2);
            });
    camel.getRouteController().startRoute("execute-order-events");

    bakery.awaitOrder(id, 1);
    await().atMost(A_FEW_SWEEPS).until(() -> oldestSeconds("late-order-events") == 0);
  }

  /** What waits in the queue of the writer counts, and so does what is pending in the log. */
  @Test
  void refusesCommandsWhileThoseBeforeThemWaitForTooLong() throws Exception {
    String key = UUID.randomUUID().toString();
    Map<String, Object> beans = anOrder().of(1, "Beans").body();
    String baked = accepted(bakery.place(beans, "Idempotency-Key", key)).orderId();
    bakery.awaitOrder(baked, 1);
    Set<String> orders = new HashSet<>(Set.of(baked));
    camel.getRouteController().stopRoute("execute-order-events");
    camel.getRouteController().stopRoute("write-events");

    Instant before = Instant.now();
    await().atMost(A_FEW_SWEEPS).until(() -> refused(orders));
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofSeconds(6));
    assertThat(refusal().header("Retry-After")).isEqualTo("1");
    assertThat(accepted(bakery.place(beans, "Idempotency-Key", key)).header("Idempotent-Replayed"))
        .isEqualTo("true");
    assertThat(bakery.get(baked).status()).isEqualTo(200);

    camel.getRouteController().startRoute("write-events");
    await().atMost(PATIENCE).until(() -> stored.eventsOf(orders) == orders.size());
    refusal();

    camel.getRouteController().startRoute("execute-order-events");
    await().atMost(PATIENCE).until(() -> !refused(orders));
    orders.forEach(id -> bakery.awaitOrder(id, 1));
  }

  /** Tries once; an order that is accepted is one more. */
  private boolean refused(Set<String> orders) {
    Answer answer = bakery.place(anOrder().of(1, "Beans").body());
    if (answer.status() == 503) {
      return true;
    }
    orders.add(accepted(answer).orderId());
    return false;
  }

  private Answer refusal() {
    Answer answer = bakery.place(anOrder().of(1, "Beans").body());
    answer.assertProblem(503, "unavailable");
    return answer;
  }

  @Test
  void sendsLettersBackThatHaveAWayAgain() {
    wire.purge("unroutable"); // tests of the broker may have left letters without a way
    double found = found("unroutable-letters");

    String id = new LetterPost(wire, 3).anUnroutableOne();

    assertThat(bakery.awaitOrder(id, 1)).containsEntry("items", 1);
    await()
        .atMost(A_FEW_SWEEPS)
        .untilAsserted(
            () -> assertThat(found("unroutable-letters")).isGreaterThanOrEqualTo(found + 1));
    wire.awaitCount("unroutable", 0);
  }

  @Test
  void doesASweepInOneProcessOnly() {
    String sweep = "test-" + UUID.randomUUID();
    Instant time = Instant.parse("2026-11-25T12:00:00Z");

    assertThat(ledger.claim(sweep, time)).isTrue();
    assertThat(ledger.claim(sweep, time)).isFalse();
    assertThat(ledger.claim(sweep, time.minusSeconds(1))).isFalse();
    assertThat(ledger.claim(sweep, time.plusSeconds(1))).isTrue();
  }

  @Test
  void measuresWhatIsStuck() {
    Operator operator = new Operator(management, stored);
    String id = placed();
    operator.damage(id);
    accepted(bakery.cancel(id));
    accepted(bakery.cancel(id));
    String parked = operator.awaitParked(id);

    await()
        .atMost(A_FEW_SWEEPS)
        .untilAsserted(
            () -> {
              assertThat(meters.get("bakery.parked.events").gauge().value()).isPositive();
              assertThat(meters.get("bakery.blocked.events").gauge().value()).isPositive();
              assertThat(meters.get("bakery.dead.letters").tag("queue", "unroutable").gauge())
                  .isNotNull();
            });
    operator.repair(id);
    operator.retry(parked);
    await()
        .atMost(A_FEW_SWEEPS)
        .until(() -> meters.get("bakery.blocked.events").gauge().value() == 0);
  }

  private String placed() {
    return bakery.placed(anOrder().of(1, "Beans").body());
  }

  private MongoCollection<Document> presentations() {
    return stored.presentation().getCollection("orders");
  }

  private double found(String sweep) {
    return meters.get("bakery.sweep.found").tag("sweep", sweep).counter().count();
  }

  private double oldestSeconds(String sweep) {
    return meters.get("bakery.sweep.oldest").tag("sweep", sweep).gauge().value();
  }

  private static long sequenceOf(Document presentation) {
    return presentation.get("feed", Document.class).getLong("sequence");
  }
}
