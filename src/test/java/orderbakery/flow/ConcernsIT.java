package orderbakery.flow;

import static java.util.stream.Collectors.toCollection;
import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static orderbakery.flow.Bakery.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
 * Every command of the product, as MongoDB gets it: a write waits for the journals of a majority, a
 * read sees what a majority has, and the primary answers it, whatever the address of the store or a
 * default says.
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
  private static final String NEITHER = "(ping|getMore|killCursors) .*";

  @Autowired private MongoClient mongo;
  @Autowired private Schema schema;

  @DynamicPropertySource
  static void askForLess(DynamicPropertyRegistry properties) {
    properties.add(
        "spring.data.mongodb.uri",
        () ->
            System.getenv("MONGODB_URI")
                + "&w=1&journal=false&readConcernLevel=local&readPreference=nearest&retryWrites=true");
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
        "/actuator/deadletters/" + post.queue() + "?dryRun=false&by=ada&reason=worthless");
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
