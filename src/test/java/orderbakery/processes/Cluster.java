package orderbakery.processes;

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
    boolean harmedBroker = Stream.concat(frozen.stream(), ended.stream()).anyMatch(NODES::contains);
    thaw(frozen.toArray(String[]::new));
    start(ended.toArray(String[]::new));
    awaitStores();
    if (harmedBroker) {
      script("ctl", "rabbitmq4-1", "await_online_nodes", "3");
    }
    store.close();
  }

  /** SIGKILL; returns when they have ended. */
  void kill(String... members) throws IOException, InterruptedException {
    act("kill", members);
    Collections.addAll(ended, members);
  }

  /** SIGSTOP: still connected, and silent. */
  void freeze(String... members) throws IOException, InterruptedException {
    act("freeze", members);
    Collections.addAll(frozen, members);
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

  private void script(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("scripts/real-servers"));
    Collections.addAll(command, arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("REAL_SERVERS_HOME", home.toString());
    Files.createDirectories(OUTPUT.toPath().getParent());
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(OUTPUT));
    assertThat(builder.start().waitFor()).as("%s, see %s", command, OUTPUT).isZero();
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
      return Files.readString(home.resolve(member).resolve("ports")).strip();
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
        .ignoreException(MongoException.class)
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
