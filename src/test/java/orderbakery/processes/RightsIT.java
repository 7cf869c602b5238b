package orderbakery.processes;

import static orderbakery.fixtures.OrderRequest.anOrder;
import static orderbakery.fixtures.OrderRequest.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import orderbakery.fixtures.Answer;
import orderbakery.fixtures.Composition;
import orderbakery.fixtures.JsonText;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The processes of docker/compose.yaml, each as its own user of RabbitMQ and MongoDB: an order goes
 * the whole road, an operator frees what is stuck, and nobody may do what is another's.
 */
@WithGuardedServers
class RightsIT {
  @RegisterExtension static final RealServers SERVERS = RealServers.guarded();
  @RegisterExtension static final Processes PROCESSES = new Processes("rights");

  private static final Map<String, BakeryProcess> BY_SERVICE = new ConcurrentHashMap<>();
  private static final int UNAUTHORIZED = 13;
  private static final String EACH_SECOND = "* * * * * ?";

  @BeforeAll
  static void startTheComposition() throws Exception {
    BakeryProcess early = start("orders-baker").awaitDown();
    await("a process that may make nothing waits")
        .atMost(Patience.START)
        .until(() -> early.output().stream().anyMatch(it -> it.contains("bakery.preparation")));
    assertThat(PROCESSES.start("preparation", surroundings("preparation")).awaitEnd()).isZero();
    early.awaitReady();
    for (String service : Composition.roles().keySet()) {
      if (!BY_SERVICE.containsKey(service)) {
        start(service);
      }
    }
    BY_SERVICE.values().forEach(BakeryProcess::awaitReady);
  }

  private static BakeryProcess start(String service) throws IOException {
    BY_SERVICE.put(service, PROCESSES.start(service, surroundings(service)));
    return BY_SERVICE.get(service);
  }

  /** As the composition has it, on these servers; sweeps are due at once. */
  private static Surroundings surroundings(String service) throws IOException {
    Surroundings surroundings =
        new Surroundings(Map.of())
            .with("BAKERY_SWEEPS_LATEEVENTSCRON", EACH_SECOND)
            .with("BAKERY_SWEEPS_MISSINGPRESENTATIONSCRON", EACH_SECOND)
            .with("BAKERY_SWEEPS_ORPHANEDPRESENTATIONSCRON", EACH_SECOND)
            .with("BAKERY_SWEEPS_UNROUTABLELETTERSCRON", EACH_SECOND);
    for (Map.Entry<String, String> one : Composition.environment(service).entrySet()) {
      surroundings = surroundings.with(one.getKey(), atTheServers(one.getValue()));
    }
    return surroundings
        .with("BAKERY_MAIL_FROM", "orders@bakery.example")
        .with("BAKERY_DATA_DIRECTORY", Path.of("target", "rights").toAbsolutePath().toString());
  }

  private static String atTheServers(String value) {
    return value
        .replace("rabbitmq:5672", SERVERS.brokerAddress())
        .replace("@mongodb:27017", "@" + SERVERS.storeAddress());
  }

  /** The log of each process would tell of a right that is missing, whatever it was doing. */
  @AfterAll
  static void nobodyWasRefusedAnything() throws IOException {
    for (Map.Entry<String, BakeryProcess> one : BY_SERVICE.entrySet()) {
      assertThat(one.getValue().output())
          .as(one.getKey())
          .noneMatch(line -> line.matches(".*(not authorized|ACCESS_REFUSED|access to).*"))
          // nobody has begun before all bindings were there
          .noneMatch(line -> line.contains("unroutable-letters has found"));
    }
  }

  @Test
  void takeAnOrderTheWholeRoad() throws Exception {
    BakeryClient api = client("orders-api");
    String product = api.createProduct("Beans");

    try (Listener feed = client("order-events").listen()) {
      String order = api.placeOf(product, "Prefer", "wait=30", "Idempotency-Key", "k").orderId();
      assertThat(api.placeOf(product, "Idempotency-Key", "k").orderId()).isEqualTo(order);
      assertThat(api.rename(product, "Dark beans").status()).isEqualTo(202);
      feed.awaitTypes(order, "order.created", "order.updated");
      assertThat(api.cancel(order).status()).isEqualTo(202);
      Answer refused = api.note(order, "too late");

      feed.awaitTypes(order, "order.created", "order.updated", "order.cancelled", "order.rejected");
      assertThat(api.get("/command/" + refused.commandId()).json().get("status").asText())
          .isEqualTo("REJECTED");
      assertThat(api.get("/order/" + order + "/events").json()).hasSize(4);
      assertThat(api.get("/order?limit=1").json()).hasSize(1);
    }
    SERVERS.books().assertNoHole();
  }

  @Test
  void mailACustomer() throws Exception {
    String body =
        new String(
            JsonText.of(anOrder().by("Ada", "ada@example.com").of(1, "Beans").body()),
            StandardCharsets.UTF_8);
    String order = client("orders-api").send("POST", "/order", "application/json", body).orderId();

    await("a mail of " + order)
        .atMost(Patience.REACTION)
        .until(
            () -> {
              Document notice =
                  SERVERS
                      .source()
                      .getCollection("notices")
                      .find(Filters.eq("_id", order + "-mail"))
                      .first();
              return notice != null && "SENT".equals(notice.getString("state"));
            });
  }

  @Test
  void letAnOperatorFreeWhatIsStuckAndRebuild() throws Exception {
    BakeryClient api = client("orders-api");
    String order = api.placeAndWait().orderId();
    damage(order, "BROKEN");
    String stuck = api.note(order, "ring twice").commandId();
    awaitStatus(stuck, "PARKED");
    damage(order, "PLACED");

    assertThat(operate("orders-events-manager", "parked/" + stuck, "action", "retry").status())
        .isEqualTo(202);
    awaitStatus(stuck, "EXECUTED");
    for (String what : List.of("source", "presentation")) {
      assertThat(operate("orders-events-manager", "rebuild/" + what, "component", "order").status())
          .isEqualTo(202);
      awaitEndOf(what.toUpperCase(Locale.ROOT));
    }
    assertThat(operate("orders-events-manager", "reconcile", "component", "order").status())
        .isEqualTo(202);
    awaitEndOf("RECONCILE");
    assertThat(operate("orders-events-manager", "republish/" + order).status()).isEqualTo(202);
    assertThat(api.order(order).json().get("note").asText()).isEqualTo("ring twice");
  }

  @Test
  void letAnOperatorReadAndDiscardLetters() throws Exception {
    publish("guest", "guest", "platform-events-scheduler", "platform-event.schedule.0", "garbage");
    publish("guest", "guest", "data-source", "order.created.0", "garbage");

    List<String> queues = List.of("events-writer.0.dead", "orders-baker.0.dead", "notifier.0.dead");
    for (String queue : queues) {
      awaitLetterIn(queue);
      Answer sent = operate("events-writer", "deadletters/" + queue, "dryRun", "false");
      assertThat(sent.status()).as(sent.text()).isEqualTo(200);
      awaitLetterIn(queue);
      Answer discarded = discard(queue);
      assertThat(discarded.status()).as(discarded.text()).isEqualTo(200);
    }
    assertThat(
            SERVERS
                .source()
                .getCollection("discarded")
                .distinct("queue", String.class)
                .into(new ArrayList<>()))
        .containsExactlyInAnyOrderElementsOf(queues);
  }

  private static void awaitLetterIn(String queue) {
    await("a letter in " + queue)
        .atMost(Patience.REACTION)
        .until(() -> letters("/" + queue).json().findValue("id") != null);
  }

  private static Answer discard(String queue) throws Exception {
    return BY_SERVICE
        .get("events-writer")
        .management()
        .send(
            "DELETE",
            "/actuator/deadletters/" + queue + "?all=true&dryRun=false&by=grace&reason=garbage",
            "application/json",
            "");
  }

  private static Answer letters(String path) throws Exception {
    return BY_SERVICE.get("events-writer").management().get("/actuator/deadletters" + path);
  }

  @Test
  void nobodyChangesTheLogButTheOneWhoMarksIt() throws Exception {
    client("orders-api").placeAndWait();
    Document touch = new Document("$set", new Document("touched", true));

    for (String service : Composition.roles().keySet()) {
      if (!service.equals("orders-events-manager")) {
        refuses(service, "source", "events", it -> it.updateOne(new Document(), touch));
      }
      refuses(service, "source", "events", it -> it.deleteOne(new Document()));
      refuses(service, "source", "events", it -> it.drop());
      refuses(service, "source", "settings", it -> it.updateOne(new Document(), touch));
    }
    // Negative control: the one who marks events may.
    try (MongoClient manager = store("orders-events-manager")) {
      MongoCollection<Document> events = manager.getDatabase("source").getCollection("events");
      assertThat(events.updateOne(new Document(), touch).getModifiedCount()).isOne();
    }
  }

  @Test
  void everyoneWritesItsOwnCollectionsOnly() throws Exception {
    for (String service : List.of("orders-api", "order-events", "orders-baker", "notifier")) {
      refusesToInsert(service, "source", "events");
      refusesToInsert(service, "source", "orders");
    }
    for (String service : List.of("orders-api", "order-events", "events-writer")) {
      refusesToInsert(service, "presentation", "orders");
      refuses(service, "presentation", "orders", it -> it.deleteMany(new Document()));
    }
    refuses("events-writer", "presentation", "orders", it -> it.find().first());
    refuses("orders-baker", "source", "orders", it -> it.find().first());
    refuses("orders-baker", "source", "events", it -> it.find().first());
    refuses("order-events", "source", "orders", it -> it.find().first());
    refuses("orders-events-manager", "source", "orders", it -> it.createIndex(touched()));
    refuses("notifier", "source", "orders", it -> it.find().first());
    refuses("notifier", "source", "notices", it -> it.deleteMany(new Document()));
    refuses("orders-api", "source", "notices", it -> it.find().first());
  }

  @Test
  void everyonePublishesAndConsumesItsOwnOnly() throws Exception {
    for (String service : List.of("orders-api", "order-events", "orders-baker", "notifier")) {
      refuses(service, it -> publishTo(it, "data-source", "order.created.0"));
    }
    for (String service : List.of("order-events", "orders-baker", "notifier")) {
      refuses(service, it -> publishTo(it, "platform-events-scheduler", command()));
    }
    refuses("orders-api", it -> publishTo(it, "orders-socket", "order.created"));
    refuses("orders-baker", it -> publishTo(it, "dead-letters", "events-writer.0"));
    for (String service : Composition.roles().keySet()) {
      refuses(service, it -> it.queueDelete("events-writer.0"));
      refuses(service, it -> it.queueDeclare("more", true, false, false, Map.of()));
      if (!service.equals("events-writer")) {
        refuses(service, it -> it.basicGet("events-writer.0", false));
      }
    }
    // Negative control: the same is allowed to those whose it is.
    try (Connection connection = broker("orders-api");
        Channel channel = connection.createChannel()) {
      publishTo(channel, "platform-events-scheduler", "platform-event.created.order.0");
    }
  }

  private static String command() {
    return "platform-event.schedule.0";
  }

  private static Document touched() {
    return new Document("touched", 1);
  }

  private static void refusesToInsert(String service, String database, String collection)
      throws IOException {
    refuses(service, database, collection, it -> it.insertOne(new Document("_id", "intruder")));
  }

  private static void refuses(
      String service, String database, String collection, Consumer<MongoCollection<Document>> act)
      throws IOException {
    try (MongoClient store = store(service)) {
      MongoCollection<Document> of = store.getDatabase(database).getCollection(collection);
      assertThatThrownBy(() -> act.accept(of))
          .as("%s at %s.%s", service, database, collection)
          .isInstanceOf(MongoCommandException.class)
          .extracting(it -> ((MongoCommandException) it).getErrorCode())
          .isEqualTo(UNAUTHORIZED);
    }
  }

  private static MongoClient store(String service) throws IOException {
    return MongoClients.create(
        new ConnectionString(atTheServers(Composition.environment(service).get("MONGODB_URI"))));
  }

  /** What somebody does on a channel. */
  @FunctionalInterface
  private interface Act {
    void on(Channel channel) throws Exception;
  }

  private static void refuses(String service, Act act) throws Exception {
    try (Connection connection = broker(service)) {
      Channel channel = connection.createChannel();
      assertThatThrownBy(() -> act.on(channel)).as(service).satisfies(RightsIT::isRefusal);
    }
  }

  private static void isRefusal(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    assertThat(causes)
        .filteredOn(ShutdownSignalException.class::isInstance)
        .last()
        .extracting(it -> ((ShutdownSignalException) it).getReason())
        .isInstanceOf(AMQP.Channel.Close.class)
        .extracting(it -> ((AMQP.Channel.Close) it).getReplyCode())
        .isEqualTo(AMQP.ACCESS_REFUSED);
  }

  private static Connection broker(String service) throws Exception {
    Map<String, String> environment = Composition.environment(service);
    return broker(environment.get("RABBITMQ_USERNAME"), environment.get("RABBITMQ_PASSWORD"));
  }

  private static Connection broker(String user, String password) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUsername(user);
    factory.setPassword(password);
    return factory.newConnection(Address.parseAddresses(SERVERS.brokerAddress()));
  }

  private static void publish(String user, String password, String room, String key, String body)
      throws Exception {
    try (Connection connection = broker(user, password);
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.basicPublish(
          room, key, MessageProperties.PERSISTENT_BASIC, body.getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }
  }

  /** Fails when the broker has refused it. A signal that cannot be read does no harm. */
  private static void publishTo(Channel channel, String room, String key) throws Exception {
    channel.confirmSelect();
    channel.basicPublish(room, key, null, new byte[0]);
    channel.waitForConfirmsOrDie(10_000);
  }

  private static void damage(String order, String status) {
    assertThat(
            SERVERS
                .source()
                .getCollection("orders")
                .updateOne(Filters.eq("_id", order), Updates.set("status", status))
                .getMatchedCount())
        .isOne();
  }

  private static void awaitStatus(String command, String status) {
    await("command " + status)
        .atMost(Patience.REACTION)
        .until(
            () ->
                SERVERS.books().events(Filters.eq("_id", command)).stream()
                    .anyMatch(it -> status.equals(it.getString("status"))));
  }

  private static void awaitEndOf(String job) {
    await("the end of " + job)
        .atMost(Patience.REACTION)
        .until(
            () -> {
              Document found =
                  SERVERS
                      .source()
                      .getCollection("jobs")
                      .find(Filters.eq("_id", "order-" + job))
                      .first();
              return found != null && found.get("endedAt") != null;
            });
  }

  private static Answer operate(String service, String path, String... members) throws Exception {
    Map<String, Object> body = object("by", "grace", "reason", "a test of rights");
    for (int i = 0; i < members.length; i += 2) {
      body.put(members[i], members[i + 1]);
    }
    return BY_SERVICE
        .get(service)
        .management()
        .send(
            "POST",
            "/actuator/" + path,
            "application/json",
            new String(JsonText.of(body), StandardCharsets.UTF_8));
  }

  private static BakeryClient client(String service) {
    return BY_SERVICE.get(service).client();
  }
}
