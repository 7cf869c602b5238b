package orderbakery.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import orderbakery.log.Partitions;
import orderbakery.outage.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {
  private long now;
  private boolean storeIsAway = true;
  private final List<String> givenBack = new ArrayList<>();
  private final BrokerVitals vitals = new BrokerVitals(new SimpleMeterRegistry(), () -> now);
  private final Broker broker =
      new Broker(
          new ConnectionFactory(),
          List.of(new Address("nowhere", 1)),
          new Topology(new Partitions(1), "quorum", List.of()),
          declarable -> declarable,
          true,
          new Outage("The broker", () -> now),
          vitals);
  private final BrokerWatch watch = new BrokerWatch(broker, List::of, () -> storeIsAway);

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void givesBackAllThatIsAtWorkOnceTheStoreHasKeptOneOfItForTooLong() {
    atWork("events-writer.*", List.of("events-writer.0"));
    pass(25);
    atWork("orders-baker.*", List.of("orders-baker.0"));
    open("products-baker.*", List.of("products-baker.0"));

    watch.giveBack();
    assertThat(givenBack).isEmpty();
    pass(5);
    watch.giveBack();

    assertThat(givenBack).containsExactlyInAnyOrder("events-writer.*", "orders-baker.*");
  }

  @Test
  void keepsWhatTakesLongWhileTheStoreTakesWrites() {
    storeIsAway = false;
    atWork("events-writer.*", List.of("events-writer.0"));
    pass(60);

    watch.giveBack();

    assertThat(givenBack).isEmpty();
  }

  @Test
  void keepsWhatNobodyElseCouldTake() {
    atWork("order-events", List.of());
    pass(60);
    watch.giveBack();
    assertThat(givenBack).isEmpty();

    atWork("events-writer.*", List.of("events-writer.0"));
    pass(30);
    watch.giveBack();

    assertThat(givenBack).containsExactly("events-writer.*");
  }

  private Stage open(String name, List<String> queues) {
    Stage stage = vitals.stage(name, queues);
    stage.opened(() -> givenBack.add(name));
    return stage;
  }

  private void atWork(String name, List<String> queues) {
    open(name, queues).began();
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
