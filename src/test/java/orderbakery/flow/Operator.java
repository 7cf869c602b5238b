package orderbakery.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Http;
import orderbakery.fixtures.JsonText;
import orderbakery.fixtures.OrderRequest;
import org.bson.Document;

/** Who runs the bakery at night: looks at what is parked, and frees it. */
record Operator(Http management, Stored stored) {
  private static final String PARKED = "/actuator/parked";

  /** Makes the next decision on this order fail, as a fault in the data does. */
  void damage(String orderId) {
    setStatus(orderId, "BROKEN");
  }

  void repair(String orderId) {
    setStatus(orderId, "PLACED");
  }

  private void setStatus(String orderId, String status) {
    MongoCollection<Document> orders = stored.source().getCollection("orders");
    assertThat(
            orders
                .updateOne(Filters.eq("_id", orderId), Updates.set("status", status))
                .getMatchedCount())
        .isEqualTo(1);
  }

  /** The first parked command of an order, once there is one. */
  String awaitParked(String orderId) {
    return stored.awaitStatus(orderId, "PARKED").getString("_id");
  }

  Map<String, Object> parked(String commandId) {
    Answer answer = management.send("GET", PARKED + "/" + commandId);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.object();
  }

  Map<String, Object> list(String kind) {
    return management.send("GET", PARKED + "?kind=" + kind).object();
  }

  /** The id of the command that retries another one. */
  String retry(String commandId) {
    return intervene(PARKED + "/" + commandId, "action", "retry");
  }

  String skip(String commandId) {
    return intervene(PARKED + "/" + commandId, "action", "skip");
  }

  String republish(String orderId) {
    return intervene("/actuator/republish/" + orderId);
  }

  Map<String, Object> all(String action, String kind, boolean dryRun) {
    Answer answer = post(PARKED, "action", action, "kind", kind, "dryRun", String.valueOf(dryRun));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.object();
  }

  Answer post(String path, String... members) {
    Map<String, Object> body = OrderRequest.object("by", "grace", "reason", "repaired at night");
    for (int i = 0; i < members.length; i += 2) {
      body.put(members[i], members[i + 1]);
    }
    return management.send("POST", path, JsonText.of(body), "Content-Type", "application/json");
  }

  /** Begins a job. */
  void begin(String path, String... members) {
    Answer answer = post(path, members);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  /** Rebuilds one order, and waits for it. */
  void rebuild(String what, String orderId) {
    begin("/actuator/rebuild/" + what, "component", "order", "from", orderId, "to", orderId);
    awaitEnd(what.toUpperCase(Locale.ROOT));
  }

  void awaitEnd(String kind) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Document job =
                  stored
                      .source()
                      .getCollection("jobs")
                      .find(Filters.eq("_id", "order-" + kind))
                      .first();
              return job.get("endedAt") != null;
            });
  }

  /** What a reconciliation of all finds wrong with these orders. */
  List<Map<String, Object>> differencesOf(List<String> orderIds) {
    begin("/actuator/reconcile", "component", "order");
    awaitEnd("RECONCILE");
    return JsonText.array(management.send("GET", "/actuator/reconcile").object(), "differences")
        .stream()
        .filter(it -> orderIds.contains(it.get("entityId")))
        .toList();
  }

  private String intervene(String path, String... members) {
    Answer answer = post(path, members);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return ((String) answer.object().get("receipt")).substring("/command/".length());
  }

  /** What the log has said of these commands. */
  List<String> statuses(List<String> commandIds) {
    return commandIds.stream().map(id -> stored.event(id).getString("status")).toList();
  }
}
