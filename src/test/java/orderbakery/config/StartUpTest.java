package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import com.mongodb.MongoCredential;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.log.Partitions;
import orderbakery.store.Schema;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A process that must not begin its work ends. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTest {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger status = new AtomicInteger(-1);
  private final Work work = new Work();

  @Test
  void endsWhenTheLogWasBegunWithOtherPartitions(@TempDir Path directory, CapturedOutput output)
      throws Exception {
    try (EmbeddedStore store = EmbeddedStore.open(directory, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      schema(mongo, 8).prepare();

      startUp(schema(mongo, 4)::prepare, List.of()).begin();

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(work.hasBegun()).isFalse();
      assertThat(output)
          .contains(
              "bakery.partitions is 4, but the log in this database was begun with 8: start with"
                  + " bakery.partitions=8, or with another database");
    }
  }

  @Test
  void endsWhenANewerVersionHasWrittenTheStore(@TempDir Path directory, CapturedOutput output)
      throws Exception {
    try (EmbeddedStore store = EmbeddedStore.open(directory, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      schema(mongo, 8).prepare();
      mongo
          .getDatabase("source")
          .getCollection("settings")
          .updateOne(Filters.eq("_id", "log"), Updates.set("form", 99));

      startUp(schema(mongo, 8)::prepare, List.of()).begin();

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(work.hasBegun()).isFalse();
      assertThat(output)
          .contains("The process cannot start: MongoDB was written by a newer version, in form 99")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void endsWellOnceAllIsPreparedIfThatIsAll() throws Exception {
    new StartUp(
            new DefaultCamelContext(),
            () -> {},
            () -> {},
            List.of(),
            work,
            () -> {},
            this::end,
            true)
        .begin();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(status).hasValue(0);
    assertThat(work.hasBegun()).isFalse();
  }

  @Test
  void waitsForTheOneThatMayMakeTheSchema(@TempDir Path directory, CapturedOutput output) {
    try (EmbeddedStore store = EmbeddedStore.open(directory, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      StartUp waiting =
          new StartUp(
              new DefaultCamelContext(),
              () -> {},
              schema(mongo, 8)::require,
              List.of(),
              work,
              () -> {},
              this::end,
              false);
      waiting.begin();

      await()
          .untilAsserted(
              () ->
                  assertThat(output)
                      .contains("Waiting for a server: MongoDB has not the collections"));
      assertThat(work.hasBegun()).isFalse();
      schema(mongo, 8).prepare();
      await().until(work::hasBegun);
      waiting.end();
    }
  }

  @Test
  void endsWhenARoleHasNoRoute(CapturedOutput output) throws Exception {
    startUp(null, List.of(Role.baker("order"))).begin();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("ROUTES_DIR: the folder of routes lacks [bake-orders]");
  }

  @Test
  void endsWhenTheStoreRefusesTheUser(CapturedOutput output) throws Exception {
    MongoSecurityException refusal =
        new MongoSecurityException(
            MongoCredential.createCredential("bakery", "admin", "wrong".toCharArray()),
            "Exception authenticating");
    MongoDatabase refusing =
        mock(
            MongoDatabase.class,
            call -> {
              throw refusal;
            });

    startUp(schema(refusing, refusing, 8)::prepare, List.of()).begin();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .contains("MongoDB refuses the user; look at MONGODB_URI")
        .doesNotContain("\tat ");
  }

  @Test
  void endsByAnErrorToo(CapturedOutput output) throws Exception {
    DefaultCamelContext broken =
        new DefaultCamelContext() {
          @Override
          public RouteDefinition getRouteDefinition(String id) {
            throw new NoClassDefFoundError("a/library");
          }
        };

    startUp(broken, null, List.of(Role.baker("order"))).begin();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("The process cannot start", "NoClassDefFoundError: a/library");
  }

  @Test
  void saysNothingOfAStoreThatIsClosedWhileTheProcessStops(CapturedOutput output) {
    AtomicReference<StartUp> stopped = new AtomicReference<>();
    MongoDatabase closed =
        mock(
            MongoDatabase.class,
            call -> {
              stopped.get().end();
              throw new IllegalStateException("state should be: open");
            });
    stopped.set(startUp(schema(closed, closed, 8)::prepare, List.of()));

    stopped.get().begin();

    await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::isStartUp));
    assertThat(ended.getCount()).isOne();
    assertThat(output).doesNotContain("cannot start");
  }

  private boolean isStartUp(Thread thread) {
    return thread.getName().equals("start-up");
  }

  private StartUp startUp(Runnable store, List<Role> roles) {
    return startUp(new DefaultCamelContext(), store, roles);
  }

  private StartUp startUp(DefaultCamelContext camel, Runnable store, List<Role> roles) {
    return new StartUp(camel, null, store, roles, work, () -> {}, this::end, false);
  }

  private void end(int with) {
    status.set(with);
    ended.countDown();
  }

  private static Schema schema(MongoClient mongo, int partitions) {
    return schema(mongo.getDatabase("source"), mongo.getDatabase("presentation"), partitions);
  }

  private static Schema schema(MongoDatabase source, MongoDatabase presentation, int partitions) {
    return new Schema(
        source,
        presentation,
        Map.of("orders", List.of()),
        Map.of("orders", List.of("reference")),
        Set.of("orders"),
        new Partitions(partitions),
        () -> "epoch",
        () -> {});
  }
}
