package orderbakery.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import orderbakery.fixtures.BrokerUnderTest;
import orderbakery.fixtures.FaultProxy;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.rabbit.core.RabbitAdmin;

/** Under load, whatever fails: nothing is lost, and each queue keeps its order. */
class NaturalBatchesIT {
  private static final int QUEUES = 8;
  private static final int PER_QUEUE = 300;
  private static final int TOTAL = QUEUES * PER_QUEUE;
  private static final int BATCH = 80;

  /** Each cut costs a pause and a new connection, and chance decides how many there are. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final BrokerUnderTest BROKER = new BrokerUnderTest();

  private final TopicRoom room = TopicRoom.withPartitions(QUEUES);
  private final Journal journal = new Journal();
  private final Random chance = new Random(42);
  private final AtomicInteger faults = new AtomicInteger();
  private RabbitAdmin admin;
  private BatchRoute route;

  @BeforeEach
  void declareTheQueues() {
    admin = BROKER.declare(BROKER.connections(), room.declarables());
  }

  @AfterEach
  void stopTheRoute() {
    route.close();
  }

  @Test
  void keepsAllInOrderWhenAStepFailsAndIsTriedAgain() throws Exception {
    route =
        start(
            BROKER.broker(),
            batch -> {
              if (chance.nextInt(4) == 0) {
                faults.incrementAndGet();
                throw new UnsupportedOperationException("try again");
              }
            });

    publishUnderLoad();

    allIsDoneInOrder();
    assertThat(faults).hasPositiveValue();
  }

  @Test
  void keepsAllInOrderWhenAnExceptionLeavesTheRoute() throws Exception {
    route =
        start(
            BROKER.broker(),
            batch -> {
              if (chance.nextInt(25) == 0) {
                faults.incrementAndGet();
                throw new IllegalStateException("leaves the route");
              }
            });

    publishUnderLoad();

    allIsDoneInOrder();
    assertThat(faults).hasPositiveValue();
  }

  @Test
  void keepsAllInOrderWhenConnectionsAreCut() throws Exception {
    FaultProxy network = BROKER.proxy();
    route =
        start(
            BROKER.broker(network),
            batch -> {
              if (chance.nextInt(25) == 0) {
                faults.incrementAndGet();
                network.cut();
              }
            });

    publishUnderLoad();

    allIsDoneInOrder();
    assertThat(faults).hasPositiveValue();
  }

  @Test
  void keepsAllInOrderWhenTheRouteIsStopped() throws Exception {
    route = start(BROKER.broker(), batch -> {});
    CompletableFuture<Void> load = CompletableFuture.runAsync(this::publishUnderLoad);

    for (int quarter = 1; quarter <= 3; quarter++) {
      int enough = TOTAL * quarter / 4;
      await().until(() -> journal.done() >= enough);
      route.restart();
    }

    load.join();
    allIsDoneInOrder();
  }

  private BatchRoute start(Broker broker, FaultyStep fault) throws Exception {
    return BatchRoute.start(broker, List.of(), BATCH, room.stage() + ".*", journaled(fault));
  }

  private Processor journaled(FaultyStep fault) {
    return exchange -> {
      List<Message> batch = messages(exchange.getMessage().getBody(List.class));
      journal.given(batch);
      fault.handle(batch);
      journal.done(batch);
    };
  }

  private static List<Message> messages(List<?> body) {
    return body.stream().map(Message.class::cast).toList();
  }

  /** Messages numbered from 0 in each queue, 100 at a time while they are consumed. */
  private void publishUnderLoad() {
    ConfirmedPublisher publisher = new ConfirmedPublisher(BROKER.broker(), Duration.ofSeconds(10));
    List<RoomMessage> load =
        IntStream.range(0, TOTAL)
            .mapToObj(
                i -> {
                  byte[] number = String.valueOf(i / QUEUES).getBytes(UTF_8);
                  return new RoomMessage("" + i % QUEUES, "id-" + i, "load", number, Map.of());
                })
            .toList();
    for (int from = 0; from < TOTAL; from += 100) {
      publisher.publish(room.name(), load.subList(from, from + 100));
    }
  }

  private void allIsDoneInOrder() {
    await().atMost(PATIENCE).until(journal::done, done -> done == TOTAL);
    assertThat(journal.jumps()).isEmpty();
    await().untilAsserted(() -> assertThat(left()).isZero());
  }

  private int left() {
    return IntStream.range(0, QUEUES)
        .map(partition -> admin.getQueueInfo(room.queue(partition)).getMessageCount())
        .sum();
  }

  /** What a route does to a batch, and how it fails. */
  @FunctionalInterface
  private interface FaultyStep {
    void handle(List<Message> batch);
  }
}
