package orderbakery.flow;

import static java.util.stream.Collectors.toCollection;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import orderbakery.api.HistoryPage;
import orderbakery.api.Page;
import orderbakery.api.StoredDocuments;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.JsonText;
import orderbakery.log.EventLog;
import orderbakery.store.Schema;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Every command of the product, as MongoDB gets it and carries it out: a write waits for the
 * journals of a majority, a read sees what a majority has, and the primary answers it, whatever the
 * address of the store or a default says; and each finds what it asks for by an index.
 */
@EnabledIfEnvironmentVariable(
    named = "MONGODB_URI",
    matches = "mongodb.*",
    disabledReason = "needs a real MongoDB, whose address MONGODB_URI tells")
@TestPropertySource(
    properties = {
      "bakery.sweeps.late-events-cron=* * * * * ?",
      "bakery.sweeps.missing-presentations-cron=* * * * * ?",
      "bakery.sweeps.orphaned-presentations-cron=* * * * * ?",
      "bakery.sweeps.unroutable-letters-cron=* * * * * ?",
      "bakery.measure-period=500ms"
    })
@DirtiesContext
class ConcernsIT extends FlowTest {
  private static final String WRITE =
      "(insert|update|delete|findAndModify|createIndexes) .* with w=majority j=true";
  private static final String READ = "(find|aggregate|count) .* with readConcern=majority";

  /** What may be gone through, or sorted. */
  private static final String BOUNDED =
      " source\\.(jobs|sweeps) " // one of each kind for each component
          // a client names 100 ids at most
          + "|presentation\\.\\w+ \\[_id, feed.partition, feed.sequence] .* by IXSCAN \\{ _id: 1 }";

  private static final String BY_STATUS =
      "{ partition: 1, serviceName: 1, status: 1, sequence: 1 }";
  private static final String NEITHER = "(ping|getMore|killCursors) .*";

  @Autowired private MongoClient mongo;
  @Autowired private Schema schema;
  @Autowired private EventLog log;
  @Autowired private StoredDocuments documents;

  @DynamicPropertySource
  static void askForLess(DynamicPropertyRegistry properties) {
    properties.add(
        "spring.data.mongodb.uri",
        () ->
            System.getenv("MONGODB_URI")
                + "&w=1&journal=false&readConcernLevel=local&readPreference=nearest&retryWrites=true");
  }

  /**
   * What grows with the orders is found by an index, in its order. A bounded collection may be gone
   * through.
   */
  @Test
  void findsEverythingByAnIndexAndInItsOrder() {
    Set<String> plans;
    try (Profile profile = new Profile(stored)) {
      doAllThereIs();
      askForMore();
      // The writer asks once for each partition, which may have been before.
      log.top(0);
      plans = profile.plans();
    }

    assertThat(plans)
        .filteredOn(it -> it.contains("COLLSCAN") || it.contains("sorted in memory"))
        .allSatisfy(it -> assertThat(it).containsPattern(BOUNDED));
    assertThat(plans)
        .filteredOn(
            it -> it.contains("source.events [") && it.contains("partition, serviceName, status"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).endsWith(" by IXSCAN " + BY_STATUS + Profile.NAMED));
    assertThat(plans)
        .contains(
            "command source.events [] by IXSCAN " + BY_STATUS + Profile.NAMED,
            "query source.events [partition, serviceName, status] in the order of [sequence]"
                + " by IXSCAN "
                + BY_STATUS
                + Profile.NAMED,
            "query source.events [partition] in the order of [sequence] by IXSCAN "
                + "{ partition: 1, sequence: 1 }",
            "query source.events [entityId, sequence, serviceName] in the order of [sequence] by IXSCAN "
                + "{ entityId: 1, sequence: 1 }",
            "query source.orders [products.product] in the order of [_id] by IXSCAN "
                + "{ products.product: 1, _id: 1 }",
            "query source.followups [] in the order of [workedAt] by IXSCAN { workedAt: 1 }",
            "query presentation.orders [deleted] in the order of [createdAt, _id] by IXSCAN "
                + "{ deleted: 1, createdAt: 1, _id: 1 }",
            "query presentation.orders [deleted, owner] in the order of [createdAt, _id] by IXSCAN "
                + "{ owner: 1, deleted: 1, createdAt: 1, _id: 1 }"
                + Profile.NAMED,
            "query presentation.orders [deleted, owner, status] in the order of [createdAt, _id] by IXSCAN "
                + "{ owner: 1, deleted: 1, status: 1, createdAt: 1, _id: 1 }"
                + Profile.NAMED)
        .anySatisfy(
            it ->
                assertThat(it)
                    .startsWith("query presentation.orders [feed.partition")
                    .endsWith(" by IXSCAN { feed.partition: 1, feed.sequence: 1 }"));
  }

  /** Pages, filters, desks of operators, and orders that follow a product. */
  private void askForMore() {
    String json = "application/json";
    Answer product =
        bakery.send(
            "POST",
            "/product",
            JsonText.of(object("name", "Beans", "price", 12)),
            "Content-Type",
            json,
            "Prefer",
            "wait=10");
    String path = "/product/" + product.idOf("product");
    String order =
        bakery.placed(anOrder().product(object("product", product.idOf("product"))).body());
    String another = bakery.placed(anOrder().of(1, "Beans").body());
    bakery.send(
        "PATCH",
        path,
        JsonText.of(object("name", "Dark beans")),
        "Content-Type",
        "application/merge-patch+json");
    bakery.awaitOrder(order, 2);
    bakery.pages("/order?limit=1");
    bakery.pages("/order?limit=1&status=PLACED");
    bakery.pages("/order?limit=1&reference=W-1");
    bakery.pages("/product?limit=1");
    bakery.pages("/order/" + order + "/events?limit=1");
    askAsAnOwner(order);
    Object ticket = bakery.send("POST", "/feed-ticket").object().get("ticket");
    bakery.listenWith(List.of("order-bakery.v1", "ticket." + ticket), "").close();
    try (Listening client = bakery.listen()) {
      String after = "after=" + client.token();
      accepted(bakery.cancel(another));
      bakery.awaitOrder(another, 2);
      bakery.listen(after + "&id=" + another).close();
      bakery.listen(after + "&type=order.created&type=order.cancelled").close();
    }
    Operator operator = new Operator(management, stored);
    operator.damage(order);
    accepted(bakery.patch(order, object("note", "soon")));
    accepted(bakery.patch(order, object("note", "later")));
    String parked = operator.awaitParked(order);
    operator.list("java.lang.IllegalArgumentException");
    operator.parked(parked);
    management.send("GET", "/actuator/parked");
    management.send("GET", "/actuator/followups");
    assertThat(bakery.send("GET", "/figures").status()).isEqualTo(200);
    assertThat(management.send("GET", "/actuator/partitions").status()).isEqualTo(200);
    operator.repair(order);
    operator.skip(parked);
    bakery.awaitOrder(order, 3);
  }

  /** As the schema makes the indexes where callers are asked who they are. */
  private void askAsAnOwner(String order) {
    var orders = stored.presentation().getCollection("orders");
    orders.createIndex(Indexes.ascending("owner", "deleted", "createdAt", "_id"));
    orders.createIndex(Indexes.ascending("owner", "deleted", "status", "createdAt", "_id"));
    documents.entity("order", order, "ada");
    documents
        .entities(new Page("order", "ada", 1, null, null, null))
        .forEach(it -> assertThat(it).isNotNull());
    documents
        .entities(new Page("order", "ada", 1, null, "PLACED", null))
        .forEach(it -> assertThat(it).isNotNull());
    documents
        .entities(new Page("order", "ada", 1, new Page.Sought("reference", "W-1"), null, null))
        .forEach(it -> assertThat(it).isNotNull());
    documents
        .events(new HistoryPage("order", order, "anonymous", null, 1, 0))
        .forEach(it -> assertThat(it).isNotNull());
  }

  @Test
  void asksAMajorityAndItsJournalsForEveryWriteAndThePrimaryForEveryRead() throws Exception {
    Set<String> commands;
    try (ServerLog log = new ServerLog(mongo)) {
      doAllThereIs();
      String run = stored.source().getName().replace("source", "");
      commands =
          log.commandsOn(run).stream().map(ConcernsIT::told).collect(toCollection(TreeSet::new));
    }

    assertThat(commands)
        .allSatisfy(command -> assertThat(command).matches(WRITE + "|" + READ + "|" + NEITHER));
    assertThat(commands.stream().map(command -> command.replaceFirst(" with .*", "")))
        .contains(
            "createIndexes source.events",
            "createIndexes presentation.orders",
            "findAndModify source.settings",
            "insert source.events",
            "find source.events",
            "update source.events",
            "aggregate source.events",
            "count source.events",
            "insert source.orders",
            "find source.orders",
            "update source.orders",
            "update source.jobs",
            "find source.jobs",
            "update source.sweeps",
            "find source.sweeps",
            "update source.discarded",
            "insert presentation.orders",
            "find presentation.orders",
            "update presentation.orders",
            "delete presentation.orders");
  }

  private void doAllThereIs() {
    schema.prepare();
    Operator operator = new Operator(management, stored);
    try (Listening client = bakery.listen()) {
      String id = bakery.placed(anOrder().of(1, "Beans").body());
      accepted(bakery.place(anOrder().of(1, "Tea").body(), "Idempotency-Key", id));
      accepted(bakery.place(anOrder().of(1, "Tea").body(), "Idempotency-Key", id));
      accepted(bakery.put(id, anOrder().of(2, "Beans").body(), "If-Match", "\"v1\""));
      assertThat(bakery.patch(id, object("note", "soon"), "Prefer", "wait=10").status())
          .isEqualTo(200);
      operator.damage(id);
      Answer cancelling = accepted(bakery.cancel(id));
      String parked = operator.awaitParked(id);
      operator.repair(id);
      operator.retry(parked);
      bakery.awaitOrder(id, 4);
      bakery.receipt(cancelling.commandId(), "Prefer", "wait=10");
      bakery.awaitReceipt(operator.republish(id), "EXECUTED");
      bakery.pages("/order");
      bakery.pages("/order/" + id + "/events");
      bakery.listen("after=" + client.token()).close();
      rebuild(operator, id);
      operator.differencesOf(List.of(id));
      discardALetter();
      accepted(bakery.delete(id));
      bakery.awaitGone(id);
    }
    await()
        .atMost(PATIENCE)
        .until(() -> stored.source().getCollection("sweeps").countDocuments() >= 4);
  }

  private void discardALetter() {
    LetterPost post = new LetterPost(wire, 5);
    post.aBrokenOne("{", "a.Fault", "cut off");
    management.send(
        "DELETE",
        "/actuator/deadletters/" + post.queue() + "?all=true&dryRun=false&by=ada&reason=worthless");
    wire.awaitCount(post.queue(), 0);
  }

  /** With a presentation that is ahead of the log, which is removed first. */
  private void rebuild(Operator operator, String id) {
    stored
        .presentation()
        .getCollection("orders")
        .updateOne(Filters.eq("_id", id), Updates.set("version", 99L));
    operator.rebuild("presentation", id);
    operator.damage(id);
    operator.rebuild("source", id);
    bakery.awaitOrder(id, 4);
  }

  /** {@code insert source.events with w=majority j=true}. */
  private static String told(Document command) {
    String name = command.keySet().iterator().next();
    String database = command.getString("$db").replaceFirst("-.*", "");
    StringBuilder told =
        new StringBuilder(name + " " + database + "." + command.get(name) + " with");
    command
        .get("writeConcern", new Document())
        .forEach((key, value) -> told.append(" " + key + "=" + value));
    command
        .get("readConcern", new Document())
        .forEach((key, value) -> told.append(" readConcern=" + value));
    command
        .get("$readPreference", new Document())
        .forEach((key, value) -> told.append(" readPreference=" + value));
    return told.toString();
  }
}
