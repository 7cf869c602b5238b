package orderbakery.processes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Three nodes of RabbitMQ and the three members of a replica set, as {@code scripts/real-servers
 * start cluster} starts them. A test harms them one by one, by their names; after it all are well.
 */
final class Cluster implements BeforeEachCallback, AfterEachCallback {
  static final List<String> NODES = List.of("rabbitmq4-1", "rabbitmq4-2", "rabbitmq4-3");
  static final List<String> STORES = List.of("mongodb-1", "mongodb-2", "mongodb-3");

  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final File OUTPUT = new File("target/processes/cluster.log");

  private final Path home = Path.of(String.valueOf(System.getenv("REAL_CLUSTER")));
  private final Set<String> frozen = new TreeSet<>();
  private final Set<String> shaken = new TreeSet<>();
  private final Set<String> ended = new TreeSet<>();
  private MongoClient store;
  private MongoDatabase admin;

  @Override
  public void beforeEach(ExtensionContext context) {
    store = MongoClients.create(System.getenv("MONGODB_URI"));
    admin = store.getDatabase("admin");
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    thaw(frozen.toArray(String[]::new));
    kill(shaken.toArray(String[]::new));
    start(ended.toArray(String[]::new));
    shaken.clear();
    awaitStores();
    awaitNodes();
    store.close();
  }

  /** A node that finds no other while it starts may give up, and is started once more. */
  private void awaitNodes() {
    await("all nodes")
        .pollInterval(Duration.ofSeconds(1))
        .atMost(RECOVERY)
        .untilAsserted(
            () -> {
              start(NODES.toArray(String[]::new));
              script("ctl", "rabbitmq4-1", "await_online_nodes", "3");
            });
    await("all members of all quorum queues")
        .atMost(RECOVERY)
        .untilAsserted(
            () ->
                assertThat(said("rabbitmq4-1", "list_queues", "name", "online").lines())
                    .filteredOn(queue -> queue.contains("["))
                    .allSatisfy(queue -> assertThat(queue.split(",")).hasSize(3)));
  }

  /** SIGKILL; returns when they have ended. */
  void kill(String... members) throws IOException, InterruptedException {
    act("kill", members);
    Collections.addAll(ended, members);
  }

  /**
   * SIGSTOP: still connected, and silent. A node of RabbitMQ finds out by itself, some time after
   * it goes on, that the others went on without it, and then leaves for a while; so that this is
   * not in the next test, it is started anew after this one.
   */
  void freeze(String... members) throws IOException, InterruptedException {
    act("freeze", members);
    Collections.addAll(frozen, members);
    Stream.of(members).filter(NODES::contains).forEach(shaken::add);
  }

  /** Lets those go on that were frozen. */
  void thaw(String... members) throws IOException, InterruptedException {
    act("thaw", members);
    frozen.removeAll(List.of(members));
  }

  /** Starts those again that have ended, with the data that they had. */
  void start(String... members) throws IOException, InterruptedException {
    act("start", members);
    ended.removeAll(List.of(members));
  }

  private void act(String action, String... members) throws IOException, InterruptedException {
    if (members.length > 0) {
      List<String> arguments = new ArrayList<>(List.of(action));
      Collections.addAll(arguments, members);
      script(arguments.toArray(String[]::new));
    }
  }

  private ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>(List.of("scripts/real-servers"));
    Collections.addAll(command, arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("REAL_SERVERS_HOME", home.toString());
    return builder;
  }

  private void script(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = command(arguments);
    Files.createDirectories(OUTPUT.toPath().getParent());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(OUTPUT));
    assertThat(builder.start().waitFor()).as("%s, see %s", builder.command(), OUTPUT).isZero();
  }

  /** The node to which the only process publishes. */
  String publishingNode() {
    return await("a connection that publishes")
        .atMost(RECOVERY)
        .until(this::findPublishingNode, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> findPublishingNode() throws IOException {
    String alive = NODES.stream().filter(node -> !ended.contains(node)).findFirst().orElseThrow();
    return said(alive, "list_connections", "port", "client_properties")
        .lines()
        .filter(connection -> connection.contains("\"publishing\""))
        .flatMap(
            connection -> NODES.stream().filter(it -> connection.startsWith(portOf(it) + "\t")))
        .findFirst();
  }

  private String said(String node, String... question) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("ctl", node));
    Collections.addAll(arguments, question);
    Process asked = command(arguments.toArray(String[]::new)).start();
    return new String(asked.getInputStream().readAllBytes(), UTF_8);
  }

  /** The member of the replica set that takes writes; waits for one. */
  String primary() {
    String address = admin.runCommand(new Document("hello", 1)).getString("primary");
    return STORES.stream()
        .filter(name -> address.endsWith(":" + portOf(name)))
        .findAny()
        .orElseThrow();
  }

  /** The two others. */
  String[] secondaries() {
    String primary = primary();
    return STORES.stream().filter(name -> !name.equals(primary)).toArray(String[]::new);
  }

  private String portOf(String member) {
    try {
      return Files.readString(home.resolve(member).resolve("ports"))
          .replaceFirst("\\s.*", "")
          .strip();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What a write waits for that does not say it itself: a number of members, or a majority. */
  void setDefaultWriteConcern(Object w) {
    admin.runCommand(
        new Document("setDefaultRWConcern", 1)
            .append("defaultWriteConcern", new Document("w", w))
            .append("writeConcern", new Document("w", "majority")));
  }

  /** Until there is a primary and all members have what it has. */
  private void awaitStores() {
    await("a primary and two secondaries")
        .atMost(RECOVERY)
        .ignoreExceptionsInstanceOf(MongoException.class)
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .runCommand(new Document("replSetGetStatus", 1))
                            .getList("members", Document.class))
                    .extracting(member -> member.getString("stateStr"))
                    .containsExactlyInAnyOrder("PRIMARY", "SECONDARY", "SECONDARY"));
  }
}
