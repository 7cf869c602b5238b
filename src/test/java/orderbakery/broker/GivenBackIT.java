package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import orderbakery.fixtures.BrokerUnderTest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.amqp.core.Message;

/** What one process cannot finish, another one takes. */
class GivenBackIT {
  private static final int PARTITIONS = 8;

  @RegisterExtension static final BrokerUnderTest BROKER = new BrokerUnderTest();

  private final TopicRoom room = TopicRoom.withPartitions(PARTITIONS);
  private final CountDownLatch storeIsBack = new CountDownLatch(1);
  private final Queue<String> given = new ConcurrentLinkedQueue<>();
  private final Queue<String> done = new ConcurrentLinkedQueue<>();
  private final Queue<String> doneByAnother = new ConcurrentLinkedQueue<>();
  private final List<BatchRoute> routes = new ArrayList<>();

  @BeforeEach
  void declareTheQueues() {
    BROKER.declare(BROKER.connections(), room.declarables());
  }

  @AfterEach
  void stopTheRoutes() {
    storeIsBack.countDown();
    routes.forEach(BatchRoute::close);
  }

  @Test
  void isDoneByAnotherProcessAndTheFirstTakesMoreOnceItsOwnStepIsDone() throws Exception {
    Broker cutOff = BROKER.broker();
    start(cutOff, this::waitForTheStore);
    publish("a");
    await().until(() -> given.contains("a"));
    BatchRoute other = start(BROKER.broker(), it -> doneByAnother.addAll(texts(it)));

    cutOff.vitals().stages().forEach(Stage::giveBack);
    publish("b");

    await().untilAsserted(() -> assertThat(doneByAnother).containsExactly("a", "b"));
    assertThat(given).containsExactly("a");

    other.close();
    storeIsBack.countDown();
    publish("c");

    await().untilAsserted(() -> assertThat(done).containsExactly("a", "c"));
  }

  private void waitForTheStore(Exchange batch) throws InterruptedException {
    given.addAll(texts(batch));
    storeIsBack.await();
    done.addAll(texts(batch));
  }

  private BatchRoute start(Broker broker, Processor step) throws Exception {
    BatchRoute route = BatchRoute.start(broker, List.of(), 10, room.stage() + ".*", step);
    routes.add(route);
    return route;
  }

  private void publish(String text) {
    new ConfirmedPublisher(BROKER.broker(), Duration.ofSeconds(10))
        .publish(
            room.name(),
            new RoomMessage("0", "id-" + text, "load", text.getBytes(UTF_8), Map.of()));
  }

  private static List<String> texts(Exchange exchange) {
    List<?> batch = exchange.getMessage().getBody(List.class);
    return batch.stream().map(it -> new String(((Message) it).getBody(), UTF_8)).toList();
  }
}
