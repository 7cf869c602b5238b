package orderbakery.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import orderbakery.embedded.EmbeddedStore;
import orderbakery.log.Partitions;
import orderbakery.store.Schema;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A process that must not begin its work ends. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpTest {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Work work = new Work();

  @Test
  void endsWhenTheLogWasBegunWithOtherPartitions(@TempDir Path directory, CapturedOutput output)
      throws Exception {
    try (EmbeddedStore store = EmbeddedStore.open(directory, 0);
        MongoClient mongo = MongoClients.create(store.connectionString())) {
      schema(mongo, 8).prepare();

      startUp(schema(mongo, 4), List.of()).begin();

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(work.hasBegun()).isFalse();
      assertThat(output)
          .contains(
              "bakery.partitions is 4, but the log in this database was begun with 8: start with"
                  + " bakery.partitions=8, or with another database");
    }
  }

  @Test
  void endsWhenARoleHasNoRoute(CapturedOutput output) throws Exception {
    startUp(null, List.of(Role.baker("order"))).begin();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains("ROUTES_DIR: the folder of routes lacks [bake-orders]");
  }

  private StartUp startUp(Schema schema, List<Role> roles) {
    return new StartUp(
        new DefaultCamelContext(), null, schema, roles, work, () -> {}, ended::countDown);
  }

  private static Schema schema(MongoClient mongo, int partitions) {
    return new Schema(
        mongo.getDatabase("source"),
        mongo.getDatabase("presentation"),
        List.of("orders"),
        new Partitions(partitions),
        () -> "epoch");
  }
}
