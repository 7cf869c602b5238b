package orderbakery.flow;

import static java.util.stream.Collectors.toMap;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is lost or damaged in the books comes back as it was, and nobody hears of it. */
class RebuildIT extends FlowTest {
  @Autowired private MeterRegistry meters;
  private Operator operator;

  @BeforeEach
  void callTheOperator() {
    operator = new Operator(management, stored);
  }

  @Test
  void bakesEveryPresentationAgainWithoutTellingAnybodyWhileOrdersGoOn() {
    List<String> orders = placed(300);
    List<String> busy = placed(20);
    Map<String, Document> before = presentationsOf(orders);
    try (Listening client = bakery.listen()) {
      presentations().deleteMany(Filters.in("_id", orders.subList(0, 100)));
      orders.subList(100, 200).forEach(id -> set(presentations(), id, "total", "0.01"));
      set(presentations(), orders.get(200), "version", 99L);

      operator.begin("/actuator/rebuild/presentation", "component", "order");
      for (int version = 2; version <= 4; version++) {
        for (String id : busy) {
          accepted(bakery.patch(id, object("note", "number " + version)));
        }
      }
      operator.awaitEnd("PRESENTATION");

      awaitPresentations(orders, before);
      busy.forEach(id -> bakery.awaitOrder(id, 4));
      busy.forEach(id -> assertThat(client.awaitAbout(id, 3)).hasSize(3));
      orders.forEach(id -> assertThat(client.about(id)).isEmpty());
    }
    assertThat(operator.differencesOf(orders)).isEmpty();
  }

  @Test
  void bakesAgainWhatIsNotShownAsItMustBeAndNothingElse() {
    String order = placed(1).get(0);
    accepted(bakery.patch(order, object("note", "changed")));
    bakery.awaitOrder(order, 2);
    stored.awaitRest(order);
    operator.rebuild("presentation", order);
    assertThat(putRight()).as("the baker has written it as it must be").isZero();

    set(presentations(), order, "note", "damaged");
    operator.rebuild("presentation", order);
    assertThat(putRight()).isEqualTo(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(stored.presentation(order)).containsEntry("note", "changed"));

    operator.rebuild("presentation", order);
    assertThat(putRight()).as("and so has the rebuild").isZero();
  }

  private long putRight() {
    return stored
        .source()
        .getCollection("jobs")
        .find(Filters.eq("_id", "order-PRESENTATION"))
        .first()
        .getLong("changed");
  }

  @Test
  void foldsTheSourceOfOrdersFromTheirEvents() {
    List<String> orders = placed(5);
    String cancelled = orders.get(0);
    accepted(bakery.patch(cancelled, object("note", "soon")));
    accepted(bakery.cancel(cancelled));
    bakery.awaitOrder(cancelled, 3);
    String released = orders.get(1);
    operator.damage(released);
    accepted(bakery.patch(released, object("note", "later")));
    String parked = operator.awaitParked(released);
    operator.repair(released);
    operator.retry(parked);
    bakery.awaitOrder(released, 2);
    String republished = orders.get(2);
    bakery.awaitReceipt(operator.republish(republished), "EXECUTED");
    orders.forEach(stored::awaitRest);
    Map<String, Document> before = sourcesOf(orders);

    set(sources(), cancelled, "note", "damaged");
    set(sources(), released, "version", 7L);
    sources().deleteOne(Filters.eq("_id", republished));
    sources().updateOne(Filters.eq("_id", orders.get(3)), Updates.unset("outcomes"));
    operator.rebuild("source", cancelled);
    operator.rebuild("source", released);
    operator.rebuild("source", republished);
    operator.rebuild("source", orders.get(3));
    operator.rebuild("source", orders.get(4));

    assertThat(sourcesOf(orders)).isEqualTo(before);
    accepted(bakery.patch(released, object("note", "goes on")));
    bakery.awaitOrder(released, 3);
    accepted(bakery.patch(orders.get(3), object("note", "goes on")));
    bakery.awaitOrder(orders.get(3), 2);
  }

  @Test
  void goesOnWithTheJobOfAProcessThatDied() {
    List<String> orders = placed(20);
    Map<String, Document> before = presentationsOf(orders);
    orders.forEach(id -> set(presentations(), id, "total", "0.01"));
    stored
        .source()
        .getCollection("jobs")
        .replaceOne(
            Filters.eq("_id", "order-PRESENTATION"),
            abandoned(),
            new ReplaceOptions().upsert(true));

    operator.awaitEnd("PRESENTATION");

    awaitPresentations(orders, before);
  }

  @Test
  void reportsDifferencesFieldByFieldAndHealsWhenTold() {
    List<String> orders = placed(3);
    orders.forEach(stored::awaitRest);
    String shown = orders.get(0);
    String source = orders.get(1);
    set(presentations(), shown, "total", "0.01");
    set(sources(), source, "currency", "USD");
    Map<String, Document> damaged = sourcesOf(orders);
    double found = found("RECONCILE");

    List<Map<String, Object>> differences = operator.differencesOf(orders);

    assertThat(differences)
        .contains(
            object(
                "entityId",
                shown,
                "where",
                "presentation",
                "pointer",
                "/total",
                "expected",
                "12.50",
                "found",
                "0.01"),
            object(
                "entityId",
                source,
                "where",
                "source",
                "pointer",
                "/currency",
                "expected",
                "EUR",
                "found",
                "USD"))
        .noneMatch(it -> it.get("entityId").equals(orders.get(2)));
    assertThat(sourcesOf(orders)).isEqualTo(damaged);
    assertThat(found("RECONCILE")).isGreaterThanOrEqualTo(found + 2);

    operator.begin("/actuator/reconcile", "component", "order", "heal", "true");
    operator.awaitEnd("RECONCILE");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(stored.presentation(shown)).containsEntry("total", "12.50");
              assertThat(stored.order(source)).containsEntry("currency", "EUR");
            });
    orders.forEach(stored::awaitRest);
    assertThat(operator.differencesOf(orders)).isEmpty();
  }

  @Test
  void refusesASecondJobAndEndsTheFirst() {
    assertThat(operator.post("/actuator/rebuild/everything").status()).isEqualTo(404);
    assertThat(operator.post("/actuator/rebuild/source", "reason", "").status()).isEqualTo(400);
    assertThat(operator.post("/actuator/rebuild/source", "eventsPerSecond", "0").text())
        .contains("'eventsPerSecond' must be 1 or more");
    assertThat(operator.post("/actuator/rebuild/source", "from", "1042").text())
        .contains("'from' and 'to' must be ids");
    assertThat(management.send("DELETE", "/actuator/rebuild/source").status()).isEqualTo(404);
  }

  private static Document abandoned() {
    return new Document("component", "order")
        .append("kind", "PRESENTATION")
        .append("from", null)
        .append("to", null)
        .append("heals", true)
        .append("by", "grace")
        .append("reason", "her process died")
        .append("startedAt", Instant.EPOCH)
        .append("endedAt", null)
        .append("at", new Document("partition", 0).append("sequence", 0L))
        .append("later", List.of())
        .append("done", 0L)
        .append("total", 100L)
        .append("changed", 0L)
        .append("found", 0L)
        .append("owner", "another")
        .append("until", Instant.EPOCH)
        .append("differences", List.of());
  }

  private List<String> placed(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(accepted(bakery.place(anOrder().of(1, "Beans").body())).orderId());
    }
    ids.forEach(id -> bakery.awaitOrder(id, 1));
    return ids;
  }

  private void awaitPresentations(List<String> orders, Map<String, Document> expected) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(presentationsOf(orders)).isEqualTo(expected));
  }

  private Map<String, Document> presentationsOf(List<String> orders) {
    return presentations().find(Filters.in("_id", orders)).into(new ArrayList<>()).stream()
        .collect(toMap(it -> it.getString("_id"), RebuildIT::withoutTimeOfBaking));
  }

  private static Document withoutTimeOfBaking(Document presentation) {
    presentation.get("feed", Document.class).remove("bakedAt");
    return presentation;
  }

  private Map<String, Document> sourcesOf(List<String> orders) {
    return sources().find(Filters.in("_id", orders)).into(new ArrayList<>()).stream()
        .collect(toMap(it -> it.getString("_id"), RebuildIT::withItsNewestChangeOnly));
  }

  /** The outcomes of other events are there for those that are not marked yet. */
  private static Document withItsNewestChangeOnly(Document source) {
    List<Document> newest =
        source.getList("outcomes", Document.class, List.of()).stream()
            .filter(it -> it.get("version").equals(source.get("version")))
            .filter(it -> !it.containsKey("problem"))
            .toList();
    source.put("outcomes", newest);
    return source;
  }

  private double found(String job) {
    return meters.get("bakery.jobs.found").tag("job", job).counter().count();
  }

  private static void set(MongoCollection<Document> in, String id, String field, Object value) {
    assertThat(in.updateOne(Filters.eq("_id", id), Updates.set(field, value)).getMatchedCount())
        .isEqualTo(1);
  }

  private MongoCollection<Document> presentations() {
    return stored.presentation().getCollection("orders");
  }

  private MongoCollection<Document> sources() {
    return stored.source().getCollection("orders");
  }
}
